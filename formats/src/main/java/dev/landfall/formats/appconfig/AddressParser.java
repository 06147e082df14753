package dev.landfall.formats.appconfig;

import dev.landfall.formats.appconfig.ContentAddress.Git;
import dev.landfall.formats.appconfig.ContentAddress.Refused;
import dev.landfall.formats.appconfig.ContentAddress.Web;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes addresses of contents apart, and says what is wrong with them. */
final class AddressParser {

    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("(?:https?://|git::|s3::|s3://|hg::)\\S*");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+@-]{0,199}");
    private static final Pattern BAD = Pattern.compile("[\\s\"<>\\\\^`|\\p{Cntrl}]");

    /** Parts of the names of query parameters that give access, in lower case. */
    private static final List<String> SECRET_PARTS = List.of(
            "signature",
            "credential",
            "token",
            "password",
            "passwd",
            "secret",
            "apikey",
            "api_key",
            "api-key",
            "accesskey");

    private static final Set<String> SECRETS = Set.of("sig", "key", "auth", "key-pair-id", "policy");
    private static final String LOGIN =
            "The address holds a login, and a config is read by many: remove it. Git asks your own helper or ssh agent.";

    private AddressParser() {}

    static boolean looksLikeOne(String text) {
        return LOOKS_LIKE_ONE.matcher(text).matches();
    }

    static ContentAddress parse(String text) {
        if (text.contains("{{")) {
            return new Refused(text, "An address of contents is the same for each install: it has no placeholders.");
        }
        if (text.length() > ContentAddress.MAX_CHARACTERS || BAD.matcher(text).find()) {
            return new Refused(
                    text,
                    "This is not an address: it has characters that an address has not, or more than "
                            + ContentAddress.MAX_CHARACTERS + ".");
        }
        if (text.startsWith("git::")) {
            return git(text, text.substring("git::".length()));
        }
        return text.startsWith("http")
                ? web(text)
                : new Refused(text, "Contents come from https://… or git::https://…//PATH?ref=REF; use one of them.");
    }

    /** Why a server is not to be asked, by the address alone; also for what it refers to. */
    static Optional<String> refusal(URI uri) {
        if (uri.getRawUserInfo() != null) {
            return Optional.of(LOGIN);
        }
        if (uri.getHost() == null) {
            return Optional.of("The address has no host.");
        }
        return switch (String.valueOf(uri.getScheme())) {
            case "https" -> Optional.empty();
            case "http" ->
                LOOPBACK.contains(uri.getHost())
                        ? Optional.empty()
                        : Optional.of("Anyone on the way can change what comes by http://; use https://.");
            default -> Optional.of("Contents come by https or git's ssh, not by '" + uri.getScheme() + "'.");
        };
    }

    private static ContentAddress web(String text) {
        try {
            var uri = new URI(text);
            return refusal(uri)
                    .or(() -> fragment(uri))
                    .or(() -> login(uri))
                    .<ContentAddress>map(reason -> new Refused(text, reason))
                    .orElseGet(() -> new Web(text, uri));
        } catch (URISyntaxException e) {
            return new Refused(text, "This is not an address: write https://HOST/PATH.");
        }
    }

    private static ContentAddress git(String text, String address) {
        var query = address.indexOf('?');
        var place = query < 0 ? address : address.substring(0, query);
        var scheme = place.indexOf("://");
        if (scheme < 0) {
            return new Refused(text, "Write git::https://HOST/REPOSITORY//PATH?ref=REF, or git::ssh://git@HOST/….");
        }
        var split = place.indexOf("//", scheme + "://".length());
        if (split < 0) {
            return new Refused(text, "The address names no file: write //PATH behind the repository.");
        }
        try {
            var repository = new URI(place.substring(0, split));
            var path = RelativePath.resolve(".", place.substring(split + 2)).filter(plain -> !plain.equals("."));
            var asked = parameters(query < 0 ? "" : address.substring(query + 1));
            return gitRefusal(repository)
                    .or(() -> parameterRefusal(asked))
                    .or(() -> path.isPresent()
                            ? Optional.empty()
                            : Optional.of("The path leaves the repository, or names no file in it."))
                    .<ContentAddress>map(reason -> new Refused(text, reason))
                    .orElseGet(() -> new Git(text, repository.toString(), path.orElse(""), asked.get("ref")));
        } catch (URISyntaxException e) {
            return new Refused(text, "This is not an address: write git::https://HOST/REPOSITORY//PATH?ref=REF.");
        }
    }

    private static Optional<String> gitRefusal(URI uri) {
        if (!"ssh".equals(uri.getScheme())) {
            return refusal(uri);
        }
        if (uri.getHost() == null || uri.getHost().startsWith("-")) {
            return Optional.of("The address has no host.");
        }
        var user = uri.getRawUserInfo();
        return user != null && (user.contains(":") || user.startsWith("-")) ? Optional.of(LOGIN) : Optional.empty();
    }

    private static Optional<String> fragment(URI uri) {
        return uri.getRawFragment() == null
                ? Optional.empty()
                : Optional.of("The address has a '#', which no server sees; remove what begins there.");
    }

    private static Optional<String> login(URI uri) {
        return parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()).keySet().stream()
                .filter(AddressParser::isSecret)
                .findFirst()
                .map(name -> "The address is signed or holds a login ('" + name
                        + "' in its query): such an address ends, and a config is read by many. Put the file into the config"
                        + " directory or a repository.");
    }

    private static boolean isSecret(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return SECRETS.contains(lower) || SECRET_PARTS.stream().anyMatch(lower::contains);
    }

    private static Optional<String> parameterRefusal(SortedMap<String, String> asked) {
        for (var name : asked.keySet()) {
            if (!name.equals("ref") && !name.equals("depth")) {
                return Optional.of("The query of a git address has 'ref' and 'depth', and nothing else.");
            }
        }
        var ref = asked.get("ref");
        return ref != null && (!REF.matcher(ref).matches() || ref.contains(".."))
                ? Optional.of("The ref of the address is not the name of a branch, tag or commit.")
                : Optional.empty();
    }

    private static SortedMap<String, String> parameters(String query) {
        var parameters = new TreeMap<String, String>();
        for (var one : query.split("&", -1)) {
            var equals = one.indexOf('=');
            if (!one.isEmpty()) {
                parameters.put(
                        equals < 0 ? one : one.substring(0, equals), equals < 0 ? "" : one.substring(equals + 1));
            }
        }
        return parameters;
    }
}
