package dev.landfall.integration.azure;

import dev.landfall.functionsazure.function.FunctionApp;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says in a ledger what each invocation is for. */
final class NotingWorker extends Worker {

    private final RequestLedger ledger;

    NotingWorker(FunctionApp app, Duration timeout, RequestLedger ledger) {
        super(app, timeout);
        this.ledger = ledger;
    }

    @Override
    @Nullable Object invoke(FunctionDefinition function, Object argument) {
        return invokeFor(cause(function, argument), function, argument);
    }

    @Nullable Object invokeFor(String cause, FunctionDefinition function, Object argument) {
        ledger.begin(cause);
        try {
            return super.invoke(function, argument);
        } finally {
            ledger.end();
        }
    }

    private static String cause(FunctionDefinition function, Object argument) {
        return switch (function.type()) {
            case "httpTrigger" -> {
                var request = (HttpMessage) argument;
                yield request.method() + " " + request.uri().getPath();
            }
            case "queueTrigger" ->
                "event "
                        + Json.read((String) argument, JsonNode.class)
                                .path("type")
                                .asString("");
            default -> function.name();
        };
    }
}
