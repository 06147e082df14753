package dev.landfall.controlplane.install;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Input;
import dev.landfall.formats.appconfig.InputValues;
import dev.landfall.formats.problem.Problem;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.job.SecretRef;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Checks the inputs of an install against its app's config and moves sensitive values to the secret store. */
final class InputCheck {

    private final SecretStore secrets;

    InputCheck(SecretStore secrets) {
        this.secrets = secrets;
    }

    /**
     * @param given every input that has a value of its own
     * @throws LandfallException INVALID with all problems: unknown names, wrong types, missing required ones; no value is in
     *     a message
     */
    static void require(AppConfig config, Map<String, JsonNode> given) {
        var reading = InputValues.complete(config.inputs(), given);
        if (reading.value().isEmpty()) {
            var problems = reading.problems().stream().map(Problem::message).toList();
            throw LandfallException.invalid("The inputs do not fit the app: " + String.join(" ", problems), problems);
        }
    }

    /** The inputs as they may be kept: typed, and each sensitive value as the reference to where it is now. */
    Map<String, JsonNode> kept(InstallId install, AppConfig config, Map<String, JsonNode> given) {
        var kept = new TreeMap<String, JsonNode>();
        given.forEach((name, value) -> {
            if (!value.isNull()) {
                kept.put(name, kept(install, config.input(name).orElseThrow(), value));
            }
        });
        return kept;
    }

    private JsonNode kept(InstallId install, Input input, JsonNode value) {
        var typed = InputValues.of(input.type(), value).orElse(value);
        if (!input.sensitive() || isReference(typed)) {
            return typed;
        }
        var ref = new SecretRef(Install.inputSecretPath(install), input.name());
        secrets.put(ref.path(), ref.key(), typed.isString() ? typed.stringValue() : typed.toString());
        return JsonNodeFactory.instance.stringNode(ref.inText());
    }

    private static boolean isReference(JsonNode value) {
        return value.isString()
                && SecretRef.IN_TEXT.matcher(value.stringValue()).matches();
    }
}
