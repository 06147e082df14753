package dev.landfall.emulators;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A real Kubernetes with one node: kubelet, scheduler and controllers beside the API, with containerd and runc of this machine, in
 * namespaces of its own. Pods reach this machine at {@link #machine}, and nothing else outside. There are no names of services, no
 * kube-proxy but for the API's own address, and nothing that enforces network policies. Whatever way this process ends, the cluster ends
 * with it.
 */
public final class KubeCluster implements AutoCloseable {

    /** Why a test that needs it did not run. */
    public static final String MISSING =
            "there is no Kubernetes with a node: as root on Linux, where namespaces and control groups may be made, install one with"
                    + " build/kubernetes, and containerd, runc, iproute2, curl and containernetworking-plugins";

    private static final Path SCRIPT = ServerClassPath.folder().resolve("servers/kubernetes/node/cluster.sh");
    private static final Path BUILT = ServerClassPath.folder().resolve("servers/kubernetes/target/folder");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOK_EVERY_MILLIS = 50;
    private static final int NETWORKS = 128;
    private static final int SHOWN_LOG_CHARACTERS = 2_000;

    private final ClusterFiles files;
    private final int number;
    private final Process process;

    private KubeCluster(ClusterFiles files) throws IOException {
        this.files = files;
        this.number = (int) (ProcessHandle.current().pid() % NETWORKS);
        this.process = new ProcessBuilder(
                        "sh",
                        SCRIPT.toString(),
                        files.folder().toString(),
                        Files.readString(BUILT).strip(),
                        String.valueOf(number))
                .redirectErrorStream(true)
                .redirectOutput(console().toFile())
                .start();
    }

    /** Whether it can be started. */
    public static boolean canBeHad() {
        try {
            return "root".equals(System.getProperty("user.name"))
                    && Files.exists(BUILT)
                    && Files.isExecutable(Path.of(Files.readString(BUILT).strip(), "kubelet"))
                    && Files.isExecutable(Path.of("/usr/lib/cni/bridge"))
                    && Stream.of("containerd", "runc", "ip", "curl").allMatch(KubeCluster::isInstalled)
                    && mayMakeNamespaces()
                    && mayMakeControlGroups();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program kubectl of the same version. */
    public static Path kubectl() {
        try {
            return Path.of(Files.readString(BUILT).strip(), "kubectl");
        } catch (IOException e) {
            throw new UncheckedIOException(MISSING, e);
        }
    }

    /**
     * Starts; when it returns, pods can be made.
     *
     * @param images files as {@code docker save} makes them
     */
    public static KubeCluster start(List<Path> images) {
        try {
            var cluster = new KubeCluster(ClusterFiles.create());
            try {
                images.forEach(cluster::importImages);
                cluster.await("the API", () -> Files.exists(cluster.files.authority()) && cluster.isReady());
                cluster.await("its node", cluster::hasNode);
                return cluster;
            } catch (RuntimeException | Error e) {
                cluster.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(MISSING, e);
        }
    }

    /** The address at which pods find servers of this machine that listen there. */
    public String machine() {
        return "198.19." + 2 * number + ".1";
    }

    private KubeApi api() {
        return new KubeApi(URI.create("https://198.19." + 2 * number + ".2"), files.authority(), files.adminToken());
    }

    /** What {@code KUBECONFIG} names, with all rights. */
    public Path configuration() {
        return files.folder().resolve("kubeconfig");
    }

    /** What its containers said and its daemons complained of, for a test that failed. */
    public String logs() {
        try (var found = Files.walk(files.folder().resolve("pods"))) {
            var text = new StringBuilder();
            for (var file :
                    found.filter(each -> each.toString().endsWith(".log")).toList()) {
                text.append(file.getName(file.getNameCount() - 3)).append(":\n").append(end(file));
            }
            return text.append("kubelet:\n")
                    .append(end(files.folder().resolve("kubelet.log")))
                    .toString();
        } catch (IOException e) {
            return "no logs: " + e;
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The Kubernetes cluster does not end: " + end(console()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a Kubernetes cluster ended.", e);
        }
        files.close();
    }

    private void importImages(Path archive) {
        var socket = files.folder().resolve("containerd.sock");
        await("containerd", () -> Files.exists(socket) && ctr("version").exit() == 0);
        var imported = ctr("images", "import", archive.toString());
        if (imported.exit() != 0) {
            throw new IllegalStateException("The image " + archive + " could not be imported: " + imported.output());
        }
    }

    private record Ended(int exit, String output) {}

    private Ended ctr(String... words) {
        var command = new ArrayList<>(List.of(
                "ctr", "--address", files.folder().resolve("containerd.sock").toString(), "--namespace", "k8s.io"));
        command.addAll(List.of(words));
        try {
            var asked = new ProcessBuilder(command).redirectErrorStream(true).start();
            asked.getOutputStream().close();
            var output = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(asked.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("containerd could not be asked.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while containerd was asked.", e);
        }
    }

    private boolean isReady() {
        try {
            return api().get("/readyz").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private boolean hasNode() {
        var node = api().get("/api/v1/nodes/node");
        if (node.status() != 200 || !node.body().at("/spec/taints").isEmpty()) {
            return false;
        }
        for (var condition : node.body().at("/status/conditions")) {
            if (condition.at("/type").asString().equals("Ready")
                    && condition.at("/status").asString().equals("True")) {
                return true;
            }
        }
        return false;
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The Kubernetes cluster does not get " + what + ": " + end(console())
                        + end(files.folder().resolve("kubelet.log"))
                        + end(files.folder().resolve("containerd.log"))
                        + end(files.folder().resolve("kube-apiserver.log")));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while a Kubernetes cluster started.", e);
            }
        }
    }

    private Path console() {
        return files.folder().resolve("console.log");
    }

    private static String end(Path log) {
        try {
            var text = Files.exists(log) ? Files.readString(log) : "";
            return text.substring(Math.max(0, text.length() - SHOWN_LOG_CHARACTERS)) + "\n";
        } catch (IOException e) {
            return e + "\n";
        }
    }

    private static boolean mayMakeNamespaces() throws IOException {
        var tried = new ProcessBuilder("unshare", "--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "true")
                .redirectErrorStream(true)
                .start();
        tried.getInputStream().readAllBytes();
        try {
            return tried.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean mayMakeControlGroups() throws IOException {
        try (var mounts = Files.lines(Path.of("/proc/mounts"))) {
            return mounts.map(line -> line.split(" ", -1))
                    .filter(words -> words[2].equals("cgroup") || words[2].equals("cgroup2"))
                    .anyMatch(words -> Files.isWritable(Path.of(words[1])));
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
