package dev.landfall.stacktemplates.aws;

import java.util.regex.Pattern;

/** Where CloudFormation reads templates from: S3 alone, at an address that stays, so without a signature. */
public final class TemplateAddress {

    private static final Pattern FORM = Pattern.compile(
            "https://(?:[a-z0-9.-]+\\.)?s3(?:[.-][a-z0-9-]+)*\\.amazonaws\\.com(?:\\.cn)?/[A-Za-z0-9._/-]+");

    private TemplateAddress() {}

    public static boolean isGood(String address) {
        return FORM.matcher(address).matches();
    }
}
