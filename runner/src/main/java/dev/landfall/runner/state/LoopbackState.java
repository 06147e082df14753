package dev.landfall.runner.state;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The address at which one job's Terraform finds its state: on 127.0.0.1, a free port, a random path and a random
 * password, gone with the job. What is asked there goes to the control plane under the job's lease; the runner's own
 * token is never seen by the job.
 *
 * <p>Thread-safe.
 */
public final class LoopbackState implements AutoCloseable {

    static final String LOCK_SUFFIX = "/lock";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Connections that may wait; Terraform opens one or two. */
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads;
    private final StateClient state;
    private final Password password;
    private final String path;
    private final Consumer<String> notice;

    private LoopbackState(
            HttpServer server, StateClient state, Password password, String path, Consumer<String> notice) {
        this.server = server;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.state = state;
        this.password = password;
        this.path = path;
        this.notice = notice;
    }

    /**
     * Opens the address.
     *
     * @param workspace name of the state in the control plane
     * @param place of its bytes
     * @param notice takes a line for the job's log when the control plane refuses something
     * @param notes told of each lock before Terraform is
     * @throws LandfallException UNAVAILABLE when no loopback port can be opened
     */
    public static LoopbackState start(
            ControlPlaneClient client,
            Lease lease,
            String workspace,
            StatePlace place,
            Consumer<String> notice,
            LockNotes notes,
            SecureRandom random) {
        return start(
                new StateClient(client, lease, workspace, place, new Patience(Thread::sleep), notes), notice, random);
    }

    static LoopbackState start(StateClient state, Consumer<String> notice, SecureRandom random) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), BACKLOG);
            var path = "/" + Password.randomHex(random);
            var loopback = new LoopbackState(server, state, new Password(random), path, notice);
            loopback.serve();
            return loopback;
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "No loopback port could be opened for the Terraform state: " + e.getMessage() + ".", e);
        }
    }

    private void serve() {
        server.setExecutor(threads);
        server.createContext("/", new StateExchange(path, password, state, notice));
        server.start();
    }

    /** What Terraform's http backend reads from its environment. The password among it is worth nothing after the job. */
    public Map<String, String> environment() {
        var address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        var environment = new TreeMap<String, String>();
        environment.put("TF_HTTP_ADDRESS", address);
        environment.put("TF_HTTP_LOCK_ADDRESS", address + LOCK_SUFFIX);
        environment.put("TF_HTTP_UNLOCK_ADDRESS", address + LOCK_SUFFIX);
        environment.put("TF_HTTP_UPDATE_METHOD", "POST");
        environment.put("TF_HTTP_LOCK_METHOD", "POST");
        environment.put("TF_HTTP_UNLOCK_METHOD", "DELETE");
        environment.put("TF_HTTP_USERNAME", Password.USER);
        environment.put("TF_HTTP_PASSWORD", password.text());
        environment.put("TF_HTTP_RETRY_MAX", "0");
        return environment;
    }

    /** For the log's masker. */
    public String password() {
        return password.text();
    }

    /**
     * Releases the lock that a killed Terraform left. Only for when no process of the job is left.
     *
     * @throws LandfallException as the control plane says
     */
    public void releaseLeftLock() {
        if (state.releaseLeftLock()) {
            notice.accept("Terraform ended without releasing its state lock; the runner released it.");
        }
    }

    /** What Terraform handed over last and the control plane has not taken. */
    public Optional<byte[]> unsaved() {
        return state.unsaved();
    }

    /**
     * Hands over a state whose Terraform is gone, and releases the lock that it left. Tries for about a minute while the
     * control plane cannot be reached.
     *
     * @throws LandfallException as {@link StatePush#push}
     */
    public void push(byte[] unsaved) {
        state.push(unsaved);
    }

    /** It is kept elsewhere. */
    public void forgetUnsaved() {
        state.forgetUnsaved();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
