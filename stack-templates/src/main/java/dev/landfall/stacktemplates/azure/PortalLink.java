package dev.landfall.stacktemplates.azure;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A link by which a customer opens Azure's portal with a template and its form. It lives as long as the template's address: one with a
 * signature, which ends, is refused.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-to-azure-button">Deploy to Azure button</a>
 */
public final class PortalLink {

    /** The form, beside the template. */
    public static final String FORM = "createUiDefinition.json";

    private static final Pattern TEMPLATE = Pattern.compile("https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[A-Za-z0-9._/-]+");

    private PortalLink() {}

    /**
     * @param template address of {@code azuredeploy.json}, with {@value #FORM} in the same folder. The portal reads both in the customer's
     *     browser, so their server must allow other origins (CORS)
     * @throws LandfallException INVALID when the address is not https or does not stay
     */
    public static URI of(URI template) {
        if (!TEMPLATE.matcher(template.toString()).matches()) {
            throw LandfallException.invalid(
                    "The template's address '" + template.getScheme() + "://" + template.getHost() + template.getPath()
                            + "' cannot stand in a link: use an https address without a signature.");
        }
        return URI.create("https://portal.azure.com/#create/Microsoft.Template/uri/" + encoded(template)
                + "/createUIDefinitionUri/" + encoded(template.resolve(FORM)));
    }

    private static String encoded(URI address) {
        return URLEncoder.encode(address.toString(), StandardCharsets.UTF_8);
    }
}
