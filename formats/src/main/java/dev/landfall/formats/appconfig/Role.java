package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An identity in the customer's account that jobs run under ({@code permissions}, {@code break_glass}). Its texts are templates that may
 * use what is known before anything is installed.
 *
 * @param name as written, mostly with the install's id in it; the name by which others refer to it
 * @param cloud null = the cloud of the stack
 * @param policies what it may do
 * @param boundary IAM policy document that nothing of the role goes beyond; null = none
 * @param enabledInStack what the stack's parameter for it says by default; null = the default of its kind
 */
public record Role(
        Kind kind,
        ConfigValue name,
        @Nullable ConfigValue displayName,
        @Nullable ConfigValue description,
        @Nullable Cloud cloud,
        List<RolePolicy> policies,
        @Nullable ConfigValue boundary,
        @Nullable Boolean enabledInStack,
        Location at) {

    public Role {
        policies = List.copyOf(policies);
    }

    /** What a role is for. Written in lower case. */
    public enum Kind {
        /** Creates sandbox and components. */
        PROVISION,
        /** Deploys, changes and runs actions. */
        MAINTENANCE,
        /** Takes down. */
        DEPROVISION,
        /** For operations that name it. */
        CUSTOM,
        /** For emergencies: off until the customer switches it on. */
        BREAK_GLASS;

        /** As written in a config. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Those that {@code permissions} takes. */
        static List<String> spellings() {
            return Arrays.stream(values())
                    .filter(kind -> kind != BREAK_GLASS)
                    .map(Kind::text)
                    .toList();
        }

        static Optional<Kind> parse(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind != BREAK_GLASS && kind.text().equals(text))
                    .findFirst();
        }
    }

    /** The name as written, without spaces inside its placeholders: what other sections refer to. */
    public String key() {
        return key(name.value().asString());
    }

    static String key(String name) {
        return name.replaceAll("\\{\\{-?\\s*", "{{").replaceAll("\\s*-?}}", "}}");
    }

    List<ConfigValue> templates() {
        var own = Stream.of(name, displayName, description, boundary).filter(Objects::nonNull);
        return Stream.concat(own, policies.stream().flatMap(policy -> policy.templates().stream()))
                .toList();
    }
}
