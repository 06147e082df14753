package dev.landfall.emulators;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request as a {@link FaultPlan} sees it.
 *
 * @param target path and query
 * @param operation of AWS ({@code X-Amz-Target} behind its dot, or {@code Action} of a form); otherwise the method
 */
public record ProxiedCall(String method, String target, String operation) {

    private static final String TARGET = "x-amz-target:";
    private static final String ACTION = "Action=";

    static ProxiedCall of(HttpPart request) {
        var first = request.firstLine().split(" ", 3);
        return new ProxiedCall(first[0], first.length > 1 ? first[1] : "", operation(request, first[0]));
    }

    /** Whether what it may do is signed into its address, as lent access is: then no function sent it. */
    public boolean presigned() {
        return target.contains("sig=") || target.contains("X-Amz-Signature=");
    }

    private static String operation(HttpPart request, String method) {
        for (var line : request.lines()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(TARGET)) {
                return line.substring(line.lastIndexOf('.') + 1).strip();
            }
        }
        var body = new String(request.body(), 0, Math.min(request.body().length, 100), StandardCharsets.ISO_8859_1);
        return body.startsWith(ACTION)
                ? URLDecoder.decode(body.substring(ACTION.length()).split("&", 2)[0], StandardCharsets.UTF_8)
                : method;
    }
}
