package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The API of a Kubernetes cluster that has no node: a real kube-apiserver with an etcd of its own. Service accounts, their tokens,
 * the cluster's public keys and RBAC are all there is use for. It is too long in building for a test: {@code build/kubernetes}
 * does that.
 */
public final class KubeApiServer implements AutoCloseable {

    /** Why a test that needs it did not run. */
    public static final String NOT_BUILT =
            "there is no kube-apiserver: install one with build/kubernetes, which takes Go";

    /** As its tokens name it. */
    public static final String ISSUER = "https://kubernetes.default.svc";

    private final ClusterFiles files;
    private final ServerProcess etcd;
    private final ServerProcess apiServer;

    private KubeApiServer(Path programs, ClusterFiles files) {
        this.files = files;
        this.etcd = ServerProcess.start("etcd", port -> etcd(programs, files, port));
        try {
            this.apiServer = ServerProcess.start("kube-apiserver", port -> apiServer(programs, port));
        } catch (RuntimeException e) {
            etcd.close();
            throw e;
        }
    }

    /** Whether it can be started. */
    public static boolean isBuilt() {
        return Files.exists(built());
    }

    /** Starts; when it returns, the cluster is ready and has what every cluster begins with. */
    public static KubeApiServer start() {
        try {
            var programs = Path.of(Files.readString(built()).strip());
            var started = new KubeApiServer(programs, ClusterFiles.create());
            started.api().awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(NOT_BUILT, e);
        }
    }

    /** Address of the API. */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + apiServer.uri().getPort());
    }

    /** Certificates in PEM to which the API's own leads. */
    public Path authority() {
        return files.authority();
    }

    /** The API with all rights. */
    public KubeApi api() {
        return new KubeApi(uri(), authority(), files.adminToken());
    }

    /** The API with the rights of a token's owner. */
    public KubeApi api(String token) {
        return new KubeApi(uri(), authority(), token);
    }

    @Override
    public void close() {
        apiServer.close();
        etcd.close();
        files.close();
    }

    private static Path built() {
        return ServerClassPath.folder().resolve("servers/kubernetes/target/folder");
    }

    private static List<String> etcd(Path programs, ClusterFiles files, int port) {
        var uri = "http://127.0.0.1:" + port;
        return List.of(
                programs.resolve("etcd").toString(),
                "--data-dir=" + files.folder().resolve("etcd-" + port),
                "--listen-client-urls=" + uri,
                "--advertise-client-urls=" + uri,
                "--listen-peer-urls=http://127.0.0.1:0",
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    private List<String> apiServer(Path programs, int port) {
        return List.of(
                programs.resolve("kube-apiserver").toString(),
                "--etcd-servers=" + etcd.uri(),
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + files.certificates(),
                "--token-auth-file=" + files.tokens(),
                "--authorization-mode=RBAC",
                "--service-account-issuer=" + ISSUER,
                "--service-account-key-file=" + files.accountKey(),
                "--service-account-signing-key-file=" + files.accountKey(),
                "--service-cluster-ip-range=10.96.0.0/24",
                "--endpoint-reconciler-type=none",
                "--profiling=false");
    }
}
