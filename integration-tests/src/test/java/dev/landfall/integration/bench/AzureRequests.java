package dev.landfall.integration.bench;

import dev.landfall.integration.azure.CountedJob;
import dev.landfall.integration.azure.MeteredAzureHost;
import dev.landfall.integration.azure.ServiceRequest.Service;
import java.nio.file.Path;
import java.util.List;

/** Requests to Table Storage that a push to a quiet project causes, from the webhook to the end of its two jobs. */
final class AzureRequests implements Measurement {

    @Override
    public String name() {
        return "azure requests";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var host = MeteredAzureHost.start();
                var counted = CountedJob.start(host, folder)) {
            var push = counted.push("measured");
            return List.of(new Figure(
                    "Azure: Table write requests of a push with two jobs",
                    push.writesOfJobs(Service.TABLE),
                    "requests",
                    new Figure.AtMost(12),
                    "by step, reads+writes: " + push.withoutReaders()));
        }
    }
}
