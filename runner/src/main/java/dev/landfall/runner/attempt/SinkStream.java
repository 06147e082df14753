package dev.landfall.runner.attempt;

import dev.landfall.runner.mask.ByteSink;
import java.io.OutputStream;

/** A sink as a stream; closing it does nothing. */
final class SinkStream extends OutputStream {

    private final ByteSink sink;

    SinkStream(ByteSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int value) {
        sink.write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        sink.write(bytes, offset, length);
    }
}
