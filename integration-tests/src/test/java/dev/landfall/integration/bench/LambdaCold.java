package dev.landfall.integration.bench;

import dev.landfall.integration.lambda.ExecutionEnvironment;
import dev.landfall.integration.lambda.FunctionSettings;
import dev.landfall.integration.lambda.HelloHandler;
import dev.landfall.integration.lambda.LambdaImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A function's first webhook, from the start of its process to the answer, beside a handler that says hello. */
final class LambdaCold implements Measurement {

    private static final int STARTS = 9;
    private static final int SLOW_STARTS = 3;
    private static final double SLOW = 0.3;
    private static final double BYTES_PER_MB = 1e6;

    @Override
    public String name() {
        return "lambda cold";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = LambdaRig.start(folder)) {
            var image = LambdaImage.build(folder.resolve("function"));
            var figures = new ArrayList<>(figures(rig, image, "", STARTS, UnaryOperator.identity()));
            var share = CpuShare.of(SLOW);
            if (share.isPresent()) {
                try (var slow = share.get()) {
                    figures.addAll(figures(
                            rig,
                            image,
                            " at 0.3 of a core",
                            SLOW_STARTS,
                            settings -> settings.withJava(slow.around(settings.java()))));
                }
            } else {
                System.out.println("   at 0.3 of a core: not measured, no control group can be made here");
            }
            return figures;
        }
    }

    private static List<Figure> figures(
            LambdaRig rig, LambdaImage image, String where, int starts, UnaryOperator<FunctionSettings> at)
            throws Exception {
        var managedHello = at.apply(rig.managed(HelloHandler.class.getName()));
        var hello = starts(rig, managedHello, starts, LambdaCold::hello);
        var plain = starts(rig, at.apply(rig.managed(LambdaRig.HTTP)), starts, rig::deliver);
        var cached = starts(rig, at.apply(rig.image(image, LambdaRig.HTTP)), starts, rig::deliver);
        var helloText = "hello world, same flags: " + Figure.number(hello.p50()) + " ms";
        return List.of(
                new Figure(
                        "Lambda cold" + where + ", managed runtime, over hello world, p50",
                        plain.p50() - hello.p50(),
                        "ms",
                        new Figure.AtMost(800),
                        "webhook " + Figure.number(plain.p50()) + " ms; " + helloText),
                new Figure(
                        "Lambda cold" + where + ", image with start-up cache, p50",
                        cached.p50(),
                        "ms",
                        new Figure.AtMost(450),
                        helloText + "; cache " + Figure.number(Files.size(image.cache()) / BYTES_PER_MB) + " MB"));
    }

    private static Samples starts(
            LambdaRig rig, FunctionSettings settings, int count, Consumer<ExecutionEnvironment> first) {
        var samples = new Samples();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            try (var function = rig.start(settings)) {
                first.accept(function);
                samples.add(System.nanoTime() - start);
            }
        }
        return samples;
    }

    private static void hello(ExecutionEnvironment function) {
        LambdaRig.reply(function.invoke("{}".getBytes(StandardCharsets.UTF_8)));
    }
}
