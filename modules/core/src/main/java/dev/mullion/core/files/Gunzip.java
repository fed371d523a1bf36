package dev.mullion.core.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What gzip packed. Java takes some of its stack for each part that holds nothing, and a stranger's file may have any number of them:
 * more than Java can read are damage, as all else that is no gzip.
 */
public final class Gunzip extends FilterInputStream {
    /**
     * Of a stream that begins with the first part.
     *
     * @throws ZipException where it does not, and from then on where a part is damaged
     */
    public Gunzip(InputStream packed) throws IOException {
        super(new GZIPInputStream(packed));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (StackOverflowError e) {
            throw new ZipException("too many empty parts");
        }
    }
}
