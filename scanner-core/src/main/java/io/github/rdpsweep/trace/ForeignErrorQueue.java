package io.github.rdpsweep.trace;

import io.netty.channel.unix.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Calls {@code recvmsg} by the foreign functions of JDK 22 and later. The program is built for JDK
 * 17, so that these are reached by reflection; the call itself is an ordinary method handle, since
 * the pointer can be passed as the number that it is.
 */
final class ForeignErrorQueue implements ErrorQueue {

  static final String NEEDS = "Java 22 or later";

  private static final int FIRST_WITH_FOREIGN_FUNCTIONS = 22;
  private static final String PACKAGE = "java.lang.foreign.";

  private final MethodHandle recvmsg;
  private final ErrorMessage message = new ErrorMessage();

  private ForeignErrorQueue(MethodHandle recvmsg) {
    this.recvmsg = recvmsg;
  }

  /** The queue, if this JDK has foreign functions and allows them. */
  static Optional<ErrorQueue> open() {
    if (Runtime.version().feature() < FIRST_WITH_FOREIGN_FUNCTIONS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ForeignErrorQueue(recvmsg()));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /* Linker.nativeLinker().downcallHandle(defaultLookup().find("recvmsg").get(),
   * FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT)) */
  private static MethodHandle recvmsg() throws ReflectiveOperationException {
    Class<?> linkerClass = Class.forName(PACKAGE + "Linker");
    Class<?> options = Class.forName(PACKAGE + "Linker$Option").arrayType();
    Class<?> layout = Class.forName(PACKAGE + "MemoryLayout");
    Class<?> layouts = Class.forName(PACKAGE + "ValueLayout");
    Class<?> descriptorClass = Class.forName(PACKAGE + "FunctionDescriptor");
    Object javaInt = layouts.getField("JAVA_INT").get(null);
    Object javaLong = layouts.getField("JAVA_LONG").get(null);
    Object parameters = Array.newInstance(layout, 3);
    Array.set(parameters, 0, javaInt);
    Array.set(parameters, 1, javaLong);
    Array.set(parameters, 2, javaInt);
    Object descriptor =
        descriptorClass
            .getMethod("of", layout, layout.arrayType())
            .invoke(null, javaLong, parameters);
    Object linker = linkerClass.getMethod("nativeLinker").invoke(null);
    Object lookup = linkerClass.getMethod("defaultLookup").invoke(linker);
    Object found =
        Class.forName(PACKAGE + "SymbolLookup")
            .getMethod("find", String.class)
            .invoke(lookup, "recvmsg");
    Object symbol = ((Optional<?>) found).orElseThrow(NoSuchMethodException::new);
    return (MethodHandle)
        linkerClass
            .getMethod(
                "downcallHandle",
                Class.forName(PACKAGE + "MemorySegment"),
                descriptorClass,
                options)
            .invoke(linker, symbol, descriptor, Array.newInstance(options.componentType(), 0));
  }

  @Override
  public CompletableFuture<Optional<IcmpError>> next(FileDescriptor socket) {
    try {
      long received = (long) recvmsg.invokeExact(socket.intValue(), message.address(), FLAGS);
      return CompletableFuture.completedFuture(received < 0 ? Optional.empty() : message.error());
    } catch (Throwable e) { // what a method handle declares
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public String blindness() {
    return "";
  }

  @Override
  public void close() {}
}
