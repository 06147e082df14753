package dev.landfall.integration.jobrole;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A program of a job: it knows its cloud's SDK and nothing of Landfall. For each line that it reads it makes one call and
 * writes one line: whose session it was, or why it failed.
 */
public final class SdkChild {

    private SdkChild() {}

    public static void main(String[] arguments) throws IOException {
        var call = arguments[0].equals("aws") ? aws(URI.create(arguments[1])) : azure();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            System.out.println(oneLine(call));
            System.out.flush();
        }
    }

    private static Supplier<String> aws(URI service) {
        var client = StsClient.builder()
                .endpointOverride(service)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
        return () -> client.getCallerIdentity().arn();
    }

    private static Supplier<String> azure() {
        var credential = new ManagedIdentityCredentialBuilder()
                .clientId(System.getenv("AZURE_CLIENT_ID"))
                .build();
        var request = new TokenRequestContext().addScopes("https://management.azure.com/.default");
        return () -> credential.getTokenSync(request).getToken();
    }

    private static String oneLine(Supplier<String> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return "FAILED " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }
}
