package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.aws.TemplateAddress;
import dev.landfall.stacktemplates.model.StackName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A link by which a customer opens the console with a stack filled in. It lives as long as the template's address: one with a
 * signature, which ends with a session, is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html">Quick-create
 *     links</a>
 */
public final class QuickCreateLink {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(?:-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9]{1,255}");

    private QuickCreateLink() {}

    /**
     * @param parameters what is filled in; a secret's parameter is refused, since links are kept and passed on
     * @throws LandfallException INVALID when the template is not at an address of S3 that stays, or a parameter cannot be filled in
     */
    public static URI of(String region, URI template, StackName stack, SortedMap<String, String> parameters) {
        if (!TemplateAddress.isGood(template.toString())) {
            throw LandfallException.invalid(
                    "The template's address '" + template.getScheme() + "://" + template.getHost() + template.getPath()
                            + "' cannot stand in a link: use an https address in S3 without a signature.");
        }
        if (!REGION.matcher(region).matches()) {
            throw LandfallException.invalid("'" + region + "' is not a region of AWS, such as eu-central-1.");
        }
        var domain = region.startsWith("cn-") ? ".console.amazonaws.cn" : ".console.aws.amazon.com";
        var link = new StringBuilder("https://" + region + domain + "/cloudformation/home?region=" + region
                + "#/stacks/quickcreate?templateURL=" + encoded(template.toString()) + "&stackName=" + stack);
        parameters.forEach((name, value) -> {
            if (!PARAMETER.matcher(name).matches() || name.startsWith("Secret")) {
                throw LandfallException.invalid("The parameter '" + name + "' cannot be filled in by a link.");
            }
            link.append("&param_").append(name).append('=').append(encoded(value));
        });
        return URI.create(link.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
