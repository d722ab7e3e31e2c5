package io.github.rdpsweep.benchmarks.micro;

import io.github.rdpsweep.rdp.ProtocolException;
import io.github.rdpsweep.rdp.ServerReply;
import io.github.rdpsweep.rdp.ServerReplyDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What reading one Connection Confirm costs, from bytes in a receive buffer to the message, for
 * each form that a server may answer in. The buffer is direct and reused, as the engine's is. What
 * a whole probe costs beside it is in {@code docs/benchmarks.md}.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -jar benchmarks/target/benchmarks.jar ConnectionConfirmDecoder -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ConnectionConfirmDecoderBenchmark {

  /** The answers of a server: by its choice of protocol, by a refusal, or without negotiation. */
  public enum Reply {
    /** RDP_NEG_RSP, [MS-RDPBCGR] 2.2.1.2.1, with PROTOCOL_HYBRID selected. */
    RESPONSE("030000130ed000001234000207080002000000"),
    /** RDP_NEG_FAILURE, [MS-RDPBCGR] 2.2.1.2.2, with HYBRID_REQUIRED_BY_SERVER. */
    FAILURE("030000130ed000001234000300080005000000"),
    /** The 11 bytes of a server from before negotiation. */
    ABSENT("0300000b06d00000123400");

    private final String hex;

    Reply(String hex) {
      this.hex = hex;
    }
  }

  @Param private Reply reply;

  private ByteBuf buffer;

  /** Copies the reply to where a receive call would have put it. */
  @Setup
  public void receive() {
    byte[] bytes = ByteBufUtil.decodeHexDump(reply.hex);
    buffer = Unpooled.directBuffer(ServerReplyDecoder.MAX_LENGTH).writeBytes(bytes);
  }

  /** Frees the buffer. */
  @TearDown
  public void release() {
    buffer.release();
  }

  /** Reads the whole reply, as it arrives in one segment. */
  @Benchmark
  public ServerReply decode() throws ProtocolException {
    buffer.readerIndex(0);
    return ServerReplyDecoder.decode(buffer);
  }
}
