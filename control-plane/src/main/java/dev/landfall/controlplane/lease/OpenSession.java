package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;

/** Opens the session of a runner's process, and lets go of what its predecessor held. Thread-safe. */
public final class OpenSession {
    private final Sessions sessions;
    private final RunnerGone gone;

    OpenSession(Sessions sessions, RunnerGone gone) {
        this.sessions = sessions;
        this.gone = gone;
    }

    /**
     * Opens. The leases that the request names as lost, if they are this runner's, are lost when this returns; after a crash
     * in between, the runner opens again and names them again.
     *
     * @throws LandfallException as {@link Sessions#open}; LIMIT for more leases than a runner may hold
     */
    public OpenSessionReply open(OpenSessionRequest request) {
        if (request.lost().size() > HeartbeatRequest.MAX_LEASES) {
            throw LandfallException.limit("A runner holds at most " + HeartbeatRequest.MAX_LEASES + " leases.");
        }
        var opened = sessions.open(request);
        gone.lost(opened.session().runner(), request.lost());
        return opened.reply();
    }
}
