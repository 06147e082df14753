package dev.landfall.integration.machines;

import dev.landfall.emulators.KubeCluster;
import dev.landfall.integration.process.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in which pods run: one of this machine, which the tests start, or the one that {@code LANDFALL_TEST_KUBECONFIG} names.
 * What the latter needs beside is said in {@code docs/how-to/run-in-kubernetes.md}.
 *
 * @param own null for a given cluster
 * @param configuration with the rights of an administrator
 * @param machine address at which pods reach this machine
 * @param image of the runner, which the cluster has or can pull
 */
record Kubernetes(@Nullable KubeCluster own, Path configuration, String machine, String image)
        implements AutoCloseable {

    private static final Map<String, String> ENVIRONMENT = System.getenv();
    private static final String GIVEN = "LANDFALL_TEST_KUBECONFIG";
    private static final String IMAGE = "docker.io/library/landfall-runner:test";

    static boolean isGiven() {
        return ENVIRONMENT.containsKey(GIVEN);
    }

    static Kubernetes given() {
        return new Kubernetes(
                null,
                Path.of(setting(GIVEN)),
                setting("LANDFALL_TEST_KUBE_MACHINE"),
                setting("LANDFALL_TEST_KUBE_IMAGE"));
    }

    /** Starts one that has the image of the runner's archive, which is made meanwhile without a container engine. */
    static Kubernetes start(Packages packages) {
        var archive = packages.folder().resolve("image.tar");
        var made = Vendor.end(new ProcessBuilder(
                script("container-image"), packages.archive().toString(), archive.toString(), IMAGE));
        if (made.exit() != 0) {
            throw new AssertionError("The image could not be made: " + made.output());
        }
        var cluster = KubeCluster.start(List.of(archive));
        return new Kubernetes(cluster, cluster.configuration(), cluster.machine(), IMAGE);
    }

    String repository() {
        return image.substring(0, image.lastIndexOf(':'));
    }

    String tag() {
        return image.substring(image.lastIndexOf(':') + 1);
    }

    /** Runs kubectl to its end. */
    Machine.Ended ask(String... words) {
        var built = KubeCluster.kubectl();
        var command = new ArrayList<>(
                List.of(Files.isExecutable(built) ? built.toString() : "kubectl", "--kubeconfig=" + configuration));
        command.addAll(List.of(words));
        return Vendor.end(new ProcessBuilder(command));
    }

    /**
     * Runs kubectl and returns what it said.
     *
     * @throws AssertionError when it fails
     */
    String kubectl(String... words) {
        var ended = ask(words);
        if (ended.exit() != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + ended.exit() + ": " + ended.output());
        }
        return ended.output();
    }

    /** For the message of a test that failed. */
    String state() {
        return ask("get", "pods,events", "--all-namespaces", "--output=wide").output()
                + (own == null ? "" : own.logs());
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }

    private static String setting(String name) {
        var value = ENVIRONMENT.get(name);
        if (value == null) {
            throw new AssertionError("A cluster is given, so set " + name + " too.");
        }
        return value;
    }

    private static String script(String name) {
        return Checkout.root().resolve("build").resolve(name).toString();
    }
}
