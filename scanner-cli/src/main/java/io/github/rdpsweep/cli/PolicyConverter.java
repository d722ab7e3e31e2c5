package io.github.rdpsweep.cli;

import io.github.rdpsweep.policy.Policy;
import picocli.CommandLine.ITypeConverter;

/** A policy as users write it: {@code nla-required,tls>=1.2}. */
final class PolicyConverter implements ITypeConverter<Policy> {

  @Override
  public Policy convert(String text) {
    return Policy.parse(text);
  }
}
