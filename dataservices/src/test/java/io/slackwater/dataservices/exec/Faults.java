// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** What a transport can do to a stream. */
final class Faults {

  private Faults() {}

  /** Loses the last bytes of a stream, as exec can. */
  static final class Truncated extends FilterInputStream {

    private final int lost;
    private byte[] rest = new byte[0];
    private boolean read;

    Truncated(InputStream in, int lost) {
      super(in);
      this.lost = lost;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!read) {
        byte[] all = in.readAllBytes();
        rest = Arrays.copyOf(all, all.length - lost);
        read = true;
      }
      int count = Math.min(length, rest.length);
      System.arraycopy(rest, 0, bytes, offset, count);
      rest = Arrays.copyOfRange(rest, count, rest.length);
      return count == 0 ? -1 : count;
    }
  }

  /** Does something to the first piece of a stream. */
  static final class Mutated extends FilterInputStream {

    private final UnaryOperator<byte[]> mutation;
    private final AtomicBoolean done = new AtomicBoolean();

    Mutated(InputStream in, UnaryOperator<byte[]> mutation) {
      super(in);
      this.mutation = mutation;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 1 && done.compareAndSet(false, true)) {
        byte[] mutated = mutation.apply(Arrays.copyOfRange(bytes, offset, offset + count));
        System.arraycopy(mutated, 0, bytes, offset, mutated.length);
        return mutated.length;
      }
      return count;
    }
  }

  /** Flips a bit of the first byte written. */
  static final class FlippedByte extends FilterOutputStream {

    private boolean done;

    FlippedByte(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
      if (!done && length > 0) {
        copy[0] ^= 1;
        done = true;
      }
      out.write(copy);
      out.flush();
    }
  }
}
