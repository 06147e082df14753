package dev.landfall.runner.queue.azure;

import dev.landfall.emulators.Azurite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs shared access signatures with the account's key, as "Create a service SAS" and "Create an account SAS" say. */
final class SharedAccess {

    private static final String VERSION = "2021-12-02";

    private SharedAccess() {}

    /** For one queue. */
    static String queue(String name, String permissions, Instant expires) {
        var until = expires.truncatedTo(ChronoUnit.SECONDS).toString();
        var toSign = String.join(
                "\n", permissions, "", until, "/queue/" + Azurite.ACCOUNT + "/" + name, "", "", "", VERSION);
        return "sv=" + VERSION + "&se=" + until + "&sp=" + permissions + "&sig=" + signed(toSign);
    }

    /** For everything in the account's queues. */
    static String account(Instant expires) {
        var until = expires.truncatedTo(ChronoUnit.SECONDS).toString();
        var toSign =
                String.join("\n", Azurite.ACCOUNT, "rwdlacup", "q", "sco", "", until, "", "https", VERSION, "", "");
        return "sv=" + VERSION + "&ss=q&srt=sco&spr=https&se=" + until + "&sp=rwdlacup&sig=" + signed(toSign);
    }

    private static String signed(String toSign) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(Azurite.ACCOUNT_KEY), "HmacSHA256"));
            var signature = mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8));
            return URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
