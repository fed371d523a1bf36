package dev.mullion.diff.input;

import dev.mullion.core.files.Gunzip;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * What a file holds, which may be packed: a bucket or a folder keeps states so where PULUMI_DIY_BACKEND_GZIP or
 * PULUMI_DIY_BACKEND_ZSTD is set (pkg/backend/diy/backend.go at 3.260.0).
 */
final class Unpacked {
    /** RFC 1952, 2.3.1. */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** RFC 8878, 3.1.1. */
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private Unpacked() {}

    /**
     * The content of a file, which may be a pipe.
     *
     * @throws Refused now, or from the stream, of what can not be unpacked, and of more than so many bytes
     */
    static InputStream of(InputStream file, long atMost) throws IOException {
        byte[] head = file.readNBytes(ZSTD.length);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), file);
        if (Arrays.equals(head, ZSTD)) {
            throw new Refused("packed by zstd, which Java can not read; unpack it first: zstd -d");
        }
        boolean packed = head.length >= GZIP.length && Arrays.equals(Arrays.copyOf(head, GZIP.length), GZIP);
        return new Bounded(packed ? new Gunzip(new Unasked(whole)) : whole, atMost);
    }

    /** Says why, for a user. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Where one packed part ends, Java asks whether more comes, and a file where in it that is, which a pipe does not know. */
    private static final class Unasked extends FilterInputStream {
        Unasked(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1; // it then looks for itself
        }
    }

    private static final class Bounded extends FilterInputStream {
        private final long atMost;
        private long count;

        Bounded(InputStream in, long atMost) {
            super(in);
            this.atMost = atMost;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) throws Refused {
            count += more;
            if (count > atMost) {
                throw new Refused("holds more than " + (atMost >> 20)
                        + " MiB; use at most that, since all of it is held in memory");
            }
        }
    }
}
