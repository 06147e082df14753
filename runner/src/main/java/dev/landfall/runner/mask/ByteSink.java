package dev.landfall.runner.mask;

/** Takes bytes as they come; what it keeps, it copies. */
@FunctionalInterface
public interface ByteSink {

    void write(byte[] bytes, int offset, int length);
}
