package dev.landfall.formats.template;

import dev.landfall.formats.problem.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every function there is: those of Go's text/template and those of sprig (Masterminds/sprig v3) whose value depends on their arguments
 * alone.
 */
final class Functions {

    private static final Map<String, TemplateFunction> ALL = Stream.of(
                    LogicFunctions.ALL,
                    TextFunctions.ALL,
                    NumberFunctions.ALL,
                    ListFunctions.ALL,
                    TableFunctions.ALL,
                    CodecFunctions.ALL)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(TemplateFunction::name, function -> function));

    private static final String CHANGES = "gives another value each time, so that no two plans could be compared";
    private static final String OUTSIDE = "reads what lies outside of the app config";

    /** Functions of sprig that an app config cannot have, and why. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("now", CHANGES),
            Map.entry("date", CHANGES),
            Map.entry("dateInZone", CHANGES),
            Map.entry("ago", CHANGES),
            Map.entry("uuidv4", CHANGES),
            Map.entry("randAlphaNum", CHANGES),
            Map.entry("randAlpha", CHANGES),
            Map.entry("randNumeric", CHANGES),
            Map.entry("randAscii", CHANGES),
            Map.entry("randInt", CHANGES),
            Map.entry("randBytes", CHANGES),
            Map.entry("shuffle", CHANGES),
            Map.entry("genPrivateKey", CHANGES),
            Map.entry("genSelfSignedCert", CHANGES),
            Map.entry("genSignedCert", CHANGES),
            Map.entry("genCA", CHANGES),
            Map.entry("bcrypt", CHANGES),
            Map.entry("htpasswd", CHANGES),
            Map.entry("encryptAES", CHANGES),
            Map.entry("env", OUTSIDE),
            Map.entry("expandenv", OUTSIDE),
            Map.entry("getHostByName", OUTSIDE));

    static final Collection<String> NAMES = ALL.keySet();

    private Functions() {}

    /**
     * The function of a name.
     *
     * @throws Refusal with the nearest name, or with the reason why there is none
     */
    static TemplateFunction named(String name) {
        var function = ALL.get(name);
        if (function != null) {
            return function;
        }
        var reason = REFUSED.get(name);
        throw new Refusal(
                reason == null
                        ? "'" + name + "' is not a supported function" + Nearest.hint(name, NAMES)
                        : "'" + name + "' " + reason + "; use an input or a secret instead.");
    }
}
