/**
 * Wire format, bytes to messages and back; knows nothing of sweeps. Imports Netty's buffers and
 * nothing of ours.
 */
package io.github.rdpsweep.rdp;
