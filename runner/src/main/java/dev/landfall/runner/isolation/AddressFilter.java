package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Closes {@link ClosedAddresses} to the users of jobs by rules on the owner of a socket: nftables where there is {@code nft}, else
 * iptables. Runners of a machine may have the same users, so each has rules of its own; setting them again replaces them in one
 * step. They outlive a runner that is killed, since its jobs' processes may too.
 *
 * @param owner whose rules these are, unlike all others of the machine
 */
record AddressFilter(UserRange users, String owner) {

    /** @throws LandfallException UNAVAILABLE when neither tool is there, or the system does not take the rules */
    void close() {
        var nft = SystemTool.find("nft");
        if (nft.isPresent()) {
            apply(List.of(nft.get().toString(), "-f", "-"), nftables());
        } else {
            closeByIptables();
        }
    }

    /**
     * Takes the owner's rules away again.
     *
     * @throws LandfallException UNAVAILABLE when the system does not let them go
     */
    void open() {
        var nft = SystemTool.find("nft");
        if (nft.isPresent()) {
            apply(List.of(nft.get().toString(), "-f", "-"), "table %1$s\ndelete table %1$s\n".formatted(table()));
        } else {
            openByIptables();
        }
    }

    private void closeByIptables() {
        for (var family : Family.BOTH) {
            apply(List.of(family.restore().toString(), "--noflush"), iptables(family.six()));
            if (!SystemTool.run(family.command("-C", jump()), "").succeeded()) {
                apply(family.command("-I", jump()), "");
            }
        }
    }

    private void openByIptables() {
        for (var family : Family.BOTH) {
            apply(family.command("-D", jump()), "");
            apply(family.command("-F", List.of(chain())), "");
            apply(family.command("-X", List.of(chain())), "");
        }
    }

    private List<String> jump() {
        return List.of("OUTPUT", "-m", "owner", "--uid-owner", users.toString(), "-j", chain());
    }

    private String nftables() {
        return """
                table %1$s
                delete table %1$s
                table %1$s {
                  chain output {
                    type filter hook output priority -150; policy accept;
                    meta skuid != %2$s accept
                    ip daddr %5$s meta l4proto { tcp, udp } th dport 53 accept
                    tcp flags & (syn | rst) == rst accept
                    ip daddr { %3$s, %5$s } meta l4proto tcp reject with tcp reset
                    ip6 daddr { %4$s } meta l4proto tcp reject with tcp reset
                    ip daddr { %3$s, %5$s } reject
                    ip6 daddr { %4$s } reject
                  }
                }
                """.formatted(
                        table(),
                        users,
                        String.join(", ", ClosedAddresses.IPV4),
                        String.join(", ", ClosedAddresses.IPV6),
                        ClosedAddresses.AZURE_PLATFORM);
    }

    private String iptables(boolean six) {
        var rules = new StringBuilder("*filter\n:" + chain() + " - [0:0]\n");
        if (!six) {
            var platform = "-A " + chain() + " -d " + ClosedAddresses.AZURE_PLATFORM;
            rules.append(platform + " -p udp --dport 53 -j RETURN\n");
            rules.append(platform + " -p tcp --dport 53 -j RETURN\n");
            refuse(ClosedAddresses.AZURE_PLATFORM, rules);
        }
        (six ? ClosedAddresses.IPV6 : ClosedAddresses.IPV4).forEach(address -> refuse(address, rules));
        return rules + "COMMIT\n";
    }

    /**
     * A reset ends a connection at once; anything else is told by ICMP. The reset itself may have to pass here: from an address of
     * this machine to the same one it has the owner of the connection.
     */
    private void refuse(String address, StringBuilder rules) {
        var rule = "-A " + chain() + " -d " + address;
        rules.append(rule + " -p tcp --tcp-flags SYN,RST RST -j RETURN\n");
        rules.append(rule + " -p tcp -j REJECT --reject-with tcp-reset\n");
        rules.append(rule + " -j REJECT\n");
    }

    private String table() {
        return "inet landfall_" + users.first() + "_" + mark();
    }

    /** At most 28 characters, which is all that iptables takes. */
    private String chain() {
        return "LANDFALL-" + users.first() + "-" + mark();
    }

    private String mark() {
        return String.format(Locale.ROOT, "%08x", owner.hashCode());
    }

    private static void apply(List<String> command, String rules) {
        var outcome = SystemTool.run(command, rules);
        if (!outcome.succeeded()) {
            throw LandfallException.unavailable(
                    "'" + command.getFirst() + "' did not take the rules that close the metadata addresses to jobs: "
                            + outcome.output() + ".",
                    null);
        }
    }

    /** The tools of one version of IP. */
    private record Family(String name, boolean six) {

        private static final List<Family> BOTH = List.of(new Family("iptables", false), new Family("ip6tables", true));

        Path restore() {
            return require(name + "-restore");
        }

        List<String> command(String action, List<String> rule) {
            var command = new ArrayList<>(List.of(require(name).toString(), "-w", action));
            command.addAll(rule);
            return command;
        }

        private static Path require(String tool) {
            return SystemTool.find(tool)
                    .orElseThrow(() -> LandfallException.unavailable(
                            "there is neither 'nft' nor '" + tool + "'; install nftables", null));
        }
    }
}
