package dev.landfall.integration.bench;

import dev.landfall.integration.process.GitHubDelivery;
import java.nio.file.Path;
import java.util.List;

/** Signed pushes, one after the other, from the request to the answer: the delivery and its workflow are stored then. */
final class Webhooks implements Measurement {

    private static final int WARM_UP = 500;
    private static final int DELIVERIES = 1000;
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = Rig.start(folder)) {
            deliver(rig, "warm", WARM_UP);
            var samples = deliver(rig, "measured", DELIVERIES);
            return List.of(new Figure(
                    "webhook accepted, p99",
                    samples.p99(),
                    "ms",
                    new Figure.AtMost(10),
                    "p50 " + Figure.number(samples.p50()) + " ms; one SQLite commit: "
                            + Commits.take(folder, DELIVERIES).summary()));
        }
    }

    private static Samples deliver(Rig rig, String prefix, int count) {
        var webhook = rig.project().path("webhook");
        var path = webhook.path("path").asString();
        var secret = webhook.path("secret").asString();
        var samples = new Samples();
        for (int i = 0; i < count; i++) {
            var delivery = GitHubDelivery.push(
                    prefix + "-" + i, rig.project().path("repository").asString(), "main", COMMIT);
            var headers = delivery.headers(secret);
            long start = System.nanoTime();
            var reply = rig.api().deliver(path, headers, delivery.body());
            samples.add(System.nanoTime() - start);
            if (reply.status() != 202) {
                throw new IllegalStateException("HTTP " + reply.status() + ": " + reply.text());
            }
        }
        return samples;
    }
}
