package dev.landfall.formats.files;

/**
 * One entry of a tar (POSIX.1-1988 ustar, IEEE Std 1003.1 "pax").
 *
 * @param path as written, a leading {@code ./} and a trailing {@code /} taken off
 * @param type the ustar type flag
 * @param size bytes of content that follow
 */
record TarEntry(String path, char type, long size, boolean executable) {

    boolean isFile() {
        return type == '0' || type == '\0';
    }

    boolean isDirectory() {
        return type == '5';
    }
}
