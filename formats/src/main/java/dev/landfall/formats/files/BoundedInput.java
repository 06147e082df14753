package dev.landfall.formats.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to hand out more than a limit: what a small archive unpacks to is not its sender's choice. */
final class BoundedInput extends FilterInputStream {

    private long left;

    BoundedInput(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        return one < 0 ? one : counted(1, one);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var got = super.read(buffer, offset, length);
        return got < 0 ? got : counted(got, got);
    }

    @Override
    public long skip(long n) throws IOException {
        var skipped = super.skip(n);
        counted(skipped, 0);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int counted(long bytes, int result) throws BadArchive {
        left -= bytes;
        if (left < 0) {
            throw new BadArchive("The archive unpacks to more bytes than allowed.");
        }
        return result;
    }
}
