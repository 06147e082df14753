package dev.landfall.integration.bench;

import dev.landfall.integration.lambda.HelloHandler;
import dev.landfall.integration.lambda.LambdaPackage;
import dev.landfall.integration.lambda.ServiceCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Webhooks one after the other in one process of the function, without the time that the emulators take. */
final class LambdaWarm implements Measurement {

    private static final int WARM_UP = 500;
    private static final int DELIVERIES = 1000;
    private static final double BYTES_PER_MB = 1e6;

    @Override
    public String name() {
        return "lambda warm";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = LambdaRig.start(folder);
                var function = rig.start(rig.managed(LambdaRig.HTTP))) {
            for (int i = 0; i < WARM_UP; i++) {
                rig.deliver(function);
            }
            var own = new Samples();
            var services = new Samples();
            int calls = 0;
            rig.account().calls();
            for (int i = 0; i < DELIVERIES; i++) {
                long start = System.nanoTime();
                rig.deliver(function);
                long all = System.nanoTime() - start;
                var made = rig.account().calls();
                long inServices = made.stream().mapToLong(ServiceCall::nanos).sum();
                calls += made.size();
                own.add(all - inServices);
                services.add(inServices);
            }
            double resident = LandfallProcess.residentMib(function.pid());
            return List.of(
                    new Figure(
                            "Lambda warm, webhook without the services' own time, p99",
                            own.p99(),
                            "ms",
                            new Figure.AtMost(15),
                            "p50 " + Figure.number(own.p50()) + " ms; emulators p50 " + services.summary() + ", "
                                    + Figure.number((double) calls / DELIVERIES) + " calls"),
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

    private static double hello(LambdaRig rig) throws IOException {
        try (var function = rig.start(rig.managed(HelloHandler.class.getName()))) {
            for (int i = 0; i < WARM_UP + DELIVERIES; i++) {
                LambdaRig.reply(function.invoke("{}".getBytes(StandardCharsets.UTF_8)));
            }
            return LandfallProcess.residentMib(function.pid());
        }
    }
}
