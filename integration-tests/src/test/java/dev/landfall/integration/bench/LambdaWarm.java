package dev.landfall.integration.bench;

import dev.landfall.integration.lambda.HelloHandler;
import dev.landfall.integration.lambda.LambdaPackage;
import dev.landfall.integration.lambda.SdkCallsHandler;
import dev.landfall.integration.lambda.ServiceCall;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Webhooks one after the other in one process of the function, without the time that the emulators take. */
final class LambdaWarm implements Measurement {

    private static final int WARM_UP = 500;
    private static final int DELIVERIES = 1000;
    private static final double BYTES_PER_MB = 1e6;

    /** Of a transaction, for an item within a KiB. */
    private static final int UNITS_OF_PUT = 2;

    private static final Set<String> READS = Set.of("GetItem", "Query");

    @Override
    public String name() {
        return "lambda warm";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = LambdaRig.start(folder);
                var function = rig.start(rig.managed(LambdaRig.HTTP))) {
            var webhooks = Requests.measure(rig, () -> rig.deliver(function));
            double resident = LandfallProcess.residentMib(function.pid());
            var direct = direct(rig, webhooks);
            return List.of(
                    new Figure(
                            "Lambda warm, webhook without the services' own time, p99",
                            webhooks.own().p99(),
                            "ms",
                            new Figure.AtMost(15),
                            "p50 " + Figure.number(webhooks.own().p50()) + " ms; as many direct SDK calls p50 "
                                    + direct.own().summary() + "; emulators p50 "
                                    + webhooks.services().summary() + ", " + Figure.number(webhooks.calls())
                                    + " calls"),
                    new Figure(
                            "Lambda function after " + (WARM_UP + DELIVERIES) + " requests",
                            resident,
                            "MiB RSS",
                            new Figure.AtMost(120),
                            "hello world, same flags, as many: " + Figure.number(hello(rig)) + " MiB"),
                    new Figure(
                            "Lambda zip",
                            Files.size(LambdaPackage.zip()) / BYTES_PER_MB,
                            "MB",
                            new Figure.AtMost(20),
                            ""));
        }
    }

    /**
     * Requests after the warm-up.
     *
     * @param own time of each without the services'
     * @param services time of each in the services
     * @param last the calls of the last
     * @param calls of each, in the mean
     */
    private record Requests(Samples own, Samples services, List<ServiceCall> last, double calls) {

        static Requests measure(LambdaRig rig, Runnable request) {
            for (int i = 0; i < WARM_UP; i++) {
                request.run();
            }
            var own = new Samples();
            var services = new Samples();
            int calls = 0;
            List<ServiceCall> made = rig.account().calls();
            for (int i = 0; i < DELIVERIES; i++) {
                long start = System.nanoTime();
                request.run();
                long all = System.nanoTime() - start;
                made = rig.account().calls();
                long inServices = made.stream().mapToLong(ServiceCall::nanos).sum();
                calls += made.size();
                own.add(all - inServices);
                services.add(inServices);
            }
            return new Requests(own, services, made, (double) calls / DELIVERIES);
        }

        int puts() {
            return last.stream().mapToInt(ServiceCall::writeUnits).sum() / UNITS_OF_PUT;
        }

        int reads() {
            return Math.toIntExact(last.stream()
                    .filter(call -> READS.contains(call.operation()))
                    .count());
        }
    }

    /** The same calls by the SDK alone, in a function with the same flags. */
    private static Requests direct(LambdaRig rig, Requests webhooks) {
        var event = Json.write(Map.of("reads", webhooks.reads(), "puts", webhooks.puts()));
        try (var function = rig.start(rig.managed(SdkCallsHandler.class.getName()))) {
            return Requests.measure(rig, () -> LambdaRig.reply(function.invoke(event)));
        }
    }

    private static double hello(LambdaRig rig) throws IOException {
        try (var function = rig.start(rig.managed(HelloHandler.class.getName()))) {
            for (int i = 0; i < WARM_UP + DELIVERIES; i++) {
                LambdaRig.reply(function.invoke("{}".getBytes(StandardCharsets.UTF_8)));
            }
            return LandfallProcess.residentMib(function.pid());
        }
    }
}
