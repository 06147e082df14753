package dev.landfall.functionsaws.client;

import dev.landfall.protocol.error.LandfallException;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failed call to AWS means, after the SDK's own retries. Nearly all of it is UNAVAILABLE: an error of the service,
 * throttling and a time-out pass by themselves, and a permission that the function's role lacks is granted by an operator,
 * after which the same request works. FORBIDDEN is for callers of Landfall who may not do something; this is not their
 * doing. What AWS calls wrong in itself is INTERNAL.
 */
final class AwsFailure {

    private static final Set<String> REFUSED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AccessDenied.Exception",
            "AuthorizationError",
            "AllAccessDisabled",
            "NotAuthorized",
            "UnauthorizedOperation");

    private static final Set<String> UNKNOWN_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private static final Set<String> BUSY = Set.of(
            "LimitExceededException",
            "OverLimit",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    private static final int MAX_DEPTH = 10;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    private AwsFailure() {}

    static LandfallException of(AwsCall call, SdkException failure) {
        if (failure instanceof AwsServiceException answered) {
            return answered(call, answered);
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return unavailable(call, "AWS did not answer in time. Try again.", failure);
        }
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return unavailable(call, "the call was interrupted. Try again.", failure);
        }
        if (isUnknownAddress(failure)) {
            return unavailable(
                    call,
                    "the address of the AWS service does not exist. Check the region in AWS_REGION, and the network's DNS.",
                    failure);
        }
        return unavailable(call, "AWS could not be reached, or no credentials were found. Try again.", failure);
    }

    private static boolean isUnknownAddress(SdkException failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof UnknownHostException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static LandfallException answered(AwsCall call, AwsServiceException failure) {
        var code = code(failure);
        if (UNKNOWN_CREDENTIALS.contains(code)) {
            return unavailable(
                    call,
                    "AWS does not accept the function's credentials (" + code
                            + "). Check its role, the region and its clock.",
                    failure);
        }
        if (REFUSED.contains(code) || failure.statusCode() == FORBIDDEN) {
            return unavailable(
                    call,
                    "AWS refuses it (" + code + "). Allow " + call.permission() + " in the role of the function.",
                    failure);
        }
        if (BUSY.contains(code) || failure.isThrottlingException()) {
            return unavailable(call, "AWS is too busy (" + code + "). Try again.", failure);
        }
        if (failure.statusCode() >= SERVER_ERROR) {
            return unavailable(call, "AWS answered an error (" + code + "). Try again.", failure);
        }
        return LandfallException.internal(
                call.tried() + ": AWS says that the request is wrong (" + code
                        + "). Check the names and the region in the settings of the control plane.",
                failure);
    }

    private static LandfallException unavailable(AwsCall call, String why, SdkException failure) {
        return LandfallException.unavailable(call.tried() + ": " + why, failure);
    }

    private static String code(AwsServiceException failure) {
        var details = failure.awsErrorDetails();
        var code = details == null ? null : details.errorCode();
        return code == null || code.isEmpty() ? "status " + failure.statusCode() : code;
    }
}
