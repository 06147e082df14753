package dev.landfall.controlplane;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.Caller;
import dev.landfall.controlplane.http.Gate;
import dev.landfall.controlplane.org.Tokens;
import dev.landfall.controlplane.runners.RunnerCaller;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.protocol.error.LandfallException;

/** Lets members in by their token and runners by their session's. */
final class CallerGate implements Gate {

    private final Tokens tokens;
    private final Sessions sessions;

    CallerGate(Tokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public Caller admit(Access access, ApiRequest request) {
        return switch (access) {
            case PUBLIC -> new Caller.Anonymous();
            case READ, WRITE, ADMIN -> tokens.authenticate(bearerToken(request), access);
            case RUNNER -> new RunnerCaller(sessions.authenticate(bearerToken(request)));
        };
    }

    private static String bearerToken(ApiRequest request) {
        return request.bearerToken()
                .orElseThrow(() ->
                        LandfallException.unauthenticated("This needs a token; send it as 'Authorization: Bearer …'."));
    }
}
