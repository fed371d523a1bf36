package dev.mullion.diff.masking;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes of gzip that are not its content (RFC 1952). */
final class GzipFrame {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int FLAGS = 3;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int BUFFER = 8192;

    private GzipFrame() {}

    /**
     * What has no fixed place: an extra field, a file's name and a comment before the first part's content, and all that is behind
     * it, further parts among it. Nothing of what {@code gzip -n} makes.
     */
    static byte[] beside(byte[] gzip) {
        if (gzip.length < HEADER) {
            return new byte[0];
        }
        int content = content(gzip);
        int end = Math.min(gzip.length, end(gzip, content) + TRAILER);
        byte[] beside = Arrays.copyOfRange(gzip, HEADER, content + gzip.length - end);
        System.arraycopy(gzip, end, beside, content - HEADER, gzip.length - end);
        return beside;
    }

    private static int content(byte[] gzip) {
        int flags = gzip[FLAGS];
        int at = HEADER;
        if ((flags & EXTRA) != 0 && at + 1 < gzip.length) {
            at += 2 + (gzip[at] & 0xFF) + ((gzip[at + 1] & 0xFF) << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                while (at < gzip.length && gzip[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        return Math.min(gzip.length, (flags & CHECKSUM) != 0 ? at + 2 : at);
    }

    /** Where the content that begins there ends; of what is damaged, the end of all. */
    private static int end(byte[] gzip, int content) {
        Inflater inflater = new Inflater(/* nowrap= */ true);
        try {
            inflater.setInput(gzip, content, gzip.length - content);
            byte[] buffer = new byte[BUFFER];
            for (long size = 0; size <= Decoder.MAX_BYTES && !inflater.finished(); ) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    return gzip.length;
                }
                size += count;
            }
            return inflater.finished() ? gzip.length - inflater.getRemaining() : gzip.length;
        } catch (DataFormatException e) {
            return gzip.length;
        } finally {
            inflater.end();
        }
    }
}
