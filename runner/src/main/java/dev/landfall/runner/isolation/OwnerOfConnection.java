package dev.landfall.runner.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Whose the other end of a loopback connection is, by the tables {@code /proc/net/tcp} and {@code tcp6} (proc(5)): the kernel's
 * word, which no process can change for itself.
 */
final class OwnerOfConnection {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String ESTABLISHED = "01";

    private OwnerOfConnection() {}

    /** The user id; empty when the connection is gone, or the table cannot be read. */
    static OptionalInt of(InetSocketAddress peer, InetSocketAddress local) {
        var from = port(peer);
        var to = port(local);
        for (var table : TABLES) {
            var found = lookUp(table, from, to);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt lookUp(Path table, String from, String to) {
        try (var lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 7
                            && columns[3].equals(ESTABLISHED)
                            && columns[1].endsWith(from)
                            && columns[2].endsWith(to)
                            && loopback(columns[1]))
                    .mapToInt(columns -> Integer.parseUnsignedInt(columns[7]))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalInt.empty();
        }
    }

    /** 127.0.0.1 as this machine's byte order writes it, also as an IPv4 address inside IPv6. */
    private static boolean loopback(String address) {
        return address.startsWith("0100007F:") || address.startsWith("0000000000000000FFFF00000100007F:");
    }

    private static String port(InetSocketAddress address) {
        return String.format(Locale.ROOT, ":%04X", address.getPort());
    }
}
