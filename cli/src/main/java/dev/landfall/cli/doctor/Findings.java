package dev.landfall.cli.doctor;

import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Output;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Locale;

/** Prints findings and says whether all is well. */
public final class Findings {

    private Findings() {}

    /**
     * @return exit code: 1 when a check failed
     */
    public static int print(Output output, List<Finding> findings) {
        var reply = Json.mapper().createObjectNode();
        var items = reply.putArray("items");
        findings.forEach(finding -> items.addObject()
                .put("check", finding.check())
                .put("status", finding.status().name().toLowerCase(Locale.ROOT))
                .put("detail", finding.detail())
                .put("fix", finding.fix()));
        output.items(
                reply,
                "",
                List.of(
                        Column.of("CHECK", "/check"),
                        Column.of("STATUS", "/status"),
                        Column.of("FOUND", "/detail"),
                        Column.of("FIX", "/fix")));
        return findings.stream().anyMatch(finding -> finding.status() == Finding.Status.FAILED) ? 1 : 0;
    }
}
