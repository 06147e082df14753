package dev.landfall.integration.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known cases, as the IAM user guide tells them, of what is allowed and what is not. */
class EvaluatorTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/app";
    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:111122223333:table/records";
    private static final String BUCKET = "arn:aws:s3:::blobs";

    private static final PolicyDocument TABLE_READS = allow("dynamodb:Get*", TABLE);

    @ParameterizedTest
    @CsvSource({
        "dynamodb:GetItem, table/records, true",
        "DynamoDB:getitem, table/records, true",
        "dynamodb:PutItem, table/records, false",
        "dynamodb:GetItem, table/other, false",
        "dynamodb:GetItem, table/records2, false",
    })
    void whatIsNotAllowedIsDenied(String action, String resource, boolean allowed) {
        assertDecided(
                allowed, Caller.role(ROLE, TABLE_READS), Request.of(action, TABLE.replace("table/records", resource)));
    }

    @Test
    void anExplicitDenialWinsOverEveryAllowance() {
        var denied = deny("dynamodb:*", TABLE);
        assertDecided(false, Caller.role(ROLE, TABLE_READS, denied), get());
        assertDecided(false, Caller.role(ROLE, TABLE_READS).within(all()).narrowedTo(denied), get());
    }

    @Test
    void aBoundaryLimitsAndGivesNothing() {
        assertDecided(true, Caller.role(ROLE, TABLE_READS).within(all()), get());
        assertDecided(false, Caller.role(ROLE, TABLE_READS).within(allow("s3:*", "*")), get());
        assertDecided(false, Caller.role(ROLE).within(all()), get());
    }

    @Test
    void aSessionPolicyLimitsAndGivesNothing() {
        assertDecided(true, Caller.role(ROLE, TABLE_READS).narrowedTo(TABLE_READS), get());
        assertDecided(false, Caller.role(ROLE, TABLE_READS).narrowedTo(allow("s3:*", "*")), get());
        assertDecided(false, Caller.role(ROLE).narrowedTo(all()), get());
        assertDecided(false, Caller.role(ROLE, all()).within(TABLE_READS).narrowedTo(allow("s3:*", "*")), get());
    }

    @Test
    void notActionAllowsEverythingElse() {
        var policy = policy("{'Effect':'Allow','NotAction':['iam:*','sts:*'],'Resource':'*'}");
        assertDecided(true, Caller.role(ROLE, policy), get());
        assertDecided(false, Caller.role(ROLE, policy), Request.of("iam:CreateUser", "*"));
    }

    @Test
    void notResourceIsAboutEveryOther() {
        var policy = policy("{'Effect':'Allow','Action':'s3:GetObject','NotResource':'" + BUCKET + "/secret/*'}");
        assertDecided(true, Caller.role(ROLE, policy), Request.of("s3:GetObject", BUCKET + "/open/1"));
        assertDecided(false, Caller.role(ROLE, policy), Request.of("s3:GetObject", BUCKET + "/secret/1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'StringEquals':{'k':'a'} | a | true",
                "'StringEquals':{'k':['b','a']} | a | true",
                "'StringEquals':{'k':'a'} | A | false",
                "'StringEquals':{'k':'a'} |  | false",
                "'StringEqualsIfExists':{'k':'a'} |  | true",
                "'StringNotEquals':{'k':'a'} | b | true",
                "'StringNotEquals':{'k':['a','b']} | b | false",
                "'StringNotEquals':{'k':'a'} |  | true",
                "'StringLike':{'k':'in_1.jb_*'} | in_1.jb_7 | true",
                "'StringLike':{'k':'in_1.jb_*'} | in_2.jb_7 | false",
                "'StringLike':{'k':'a?c'} | abc | true",
                "'StringNotLike':{'k':'a*'} | abc | false",
                "'ArnLike':{'k':'arn:aws:iam::*:role/x'} | arn:aws:iam::1:role/x | true",
                "'ArnLike':{'k':'arn:aws:iam:*:*:role/x'} | arn:aws:iam::1:role/y | false",
                "'Bool':{'k':'true'} | true | true",
                "'Bool':{'k':'false'} | true | false",
                "'Bool':{'k':'true'} |  | false",
                "'Null':{'k':'true'} |  | true",
                "'Null':{'k':'true'} | a | false",
                "'Null':{'k':'false'} | a | true",
                "'NumericLessThanEquals':{'k':'900'} | 900 | true",
                "'NumericLessThan':{'k':'900'} | 900 | false",
                "'DateLessThan':{'k':'2026-01-01T00:00:00Z'} | 2025-12-31T23:59:59Z | true",
                "'DateLessThan':{'k':'2026-01-01T00:00:00Z'} | 2026-01-01T00:00:00Z | false",
                "'DateGreaterThan':{'k':'2026-01-01T00:00:00Z'} | 2026-01-01T00:00:01Z | true",
                "'StringEquals':{'k':'a','other':'b'} | a | false",
            })
    void conditionsHoldAsTheirOperatorsSay(String condition, String value, boolean allowed) {
        var policy = policy("{'Effect':'Allow','Action':'*','Resource':'*','Condition':{" + condition + "}}");
        assertDecided(allowed, Caller.role(ROLE, policy), value == null ? get() : get().with("K", value));
    }

    @Test
    void aDenialWhoseConditionDoesNotHoldDeniesNothing() {
        var denied = policy("{'Effect':'Deny','Action':'*','Resource':'*',"
                + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}");
        assertDecided(true, Caller.role(ROLE, TABLE_READS, denied), get().with("aws:SecureTransport", "true"));
        assertDecided(false, Caller.role(ROLE, TABLE_READS, denied), get().with("aws:SecureTransport", "false"));
    }

    @Test
    void setsOfValuesAreComparedOneByOne() {
        var all = policy("{'Effect':'Allow','Action':'*','Resource':'*',"
                + "'Condition':{'ForAllValues:StringLike':{'aws:TagKeys':'landfall:*'}}}");
        assertDecided(true, Caller.role(ROLE, all), get().with("aws:TagKeys", "landfall:org", "landfall:job"));
        assertDecided(false, Caller.role(ROLE, all), get().with("aws:TagKeys", "landfall:org", "team"));
        assertDecided(true, Caller.role(ROLE, all), get());
        var any = policy("{'Effect':'Allow','Action':'*','Resource':'*',"
                + "'Condition':{'ForAnyValue:StringEquals':{'aws:TagKeys':'landfall:org'}}}");
        assertDecided(true, Caller.role(ROLE, any), get().with("aws:TagKeys", "landfall:org", "team"));
        assertDecided(false, Caller.role(ROLE, any), get());
    }

    @Test
    void variablesStandForTheRequestsOwnValues() {
        var policy = allow("s3:GetObject", BUCKET + "/${aws:PrincipalTag/team}/*");
        var object = Request.of("s3:GetObject", BUCKET + "/red/1");
        assertDecided(true, Caller.role(ROLE, policy), object.with("aws:PrincipalTag/team", "red"));
        assertDecided(false, Caller.role(ROLE, policy), object.with("aws:PrincipalTag/team", "blue"));
        assertDecided(false, Caller.role(ROLE, policy), object);
    }

    /** Trust that names a role is enough in one account; trust in the account asks for the caller's own policy too. */
    @Test
    void aRoleIsAssumedAsItsTrustPolicySays() {
        var other = "arn:aws:iam::111122223333:role/other";
        var assume = Request.of("sts:AssumeRole", other);
        var mayAssume = Caller.role(ROLE, allow("sts:AssumeRole", other));
        assertDecided(true, Caller.role(ROLE), assume, Target.role(other, trust(ROLE)));
        assertDecided(true, mayAssume, assume, Target.role(other, trust("arn:aws:iam::111122223333:root")));
        assertDecided(false, Caller.role(ROLE), assume, Target.role(other, trust("arn:aws:iam::111122223333:root")));
        assertDecided(false, mayAssume, assume, Target.role(other, trust("arn:aws:iam::111122223333:role/app2")));
    }

    @Test
    void acrossAccountsBothSidesMustAllow() {
        var foreign = "arn:aws:iam::999999999999:role/foreign";
        var assume = Request.of("sts:AssumeRole", foreign);
        var mayAssume = Caller.role(ROLE, allow("sts:AssumeRole", foreign));
        assertDecided(true, mayAssume, assume, Target.role(foreign, trust(ROLE)));
        assertDecided(false, Caller.role(ROLE), assume, Target.role(foreign, trust(ROLE)));
        assertDecided(false, mayAssume, assume, Target.in("999999999999"));
    }

    @Test
    void aBucketsPolicyAddsAndDenies() {
        var object = Request.of("s3:GetObject", BUCKET + "/1");
        var gives = policy("{'Effect':'Allow','Principal':{'AWS':'" + ROLE + "'},'Action':'s3:GetObject','Resource':'"
                + BUCKET + "/*'}");
        var denies = policy("{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'" + BUCKET + "/*'}");
        assertDecided(true, Caller.role(ROLE), object, Target.withPolicy("111122223333", gives));
        assertDecided(false, Caller.role(ROLE).within(TABLE_READS), object, Target.withPolicy("111122223333", gives));
        assertDecided(false, Caller.role(ROLE, all()), object, Target.withPolicy("111122223333", denies));
    }

    @Test
    void aServiceMayAssumeTheRoleThatTrustsIt() {
        var trust =
                policy("{'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},'Action':'sts:AssumeRole'}");
        var assume = Request.of("sts:AssumeRole", ROLE);
        assertDecided(true, Caller.service("lambda.amazonaws.com"), assume, Target.role(ROLE, trust));
        assertDecided(false, Caller.service("ec2.amazonaws.com"), assume, Target.role(ROLE, trust));
    }

    @Test
    void whatTheEvaluatorDoesNotKnowIsRefused() {
        for (var unknown : List.of(
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}}",
                "{'Effect':'Allow','Action':'*','Resource':'*','Principle':'*'}",
                "{'Effect':'Allow','Resource':'*'}",
                "{'Effect':'Maybe','Action':'*','Resource':'*'}",
                "{'Effect':'Allow','Action':'*','Resource':'*','NotPrincipal':'*'}")) {
            assertThrows(IllegalArgumentException.class, () -> policy(unknown), unknown);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> PolicyDocument.read("{\"Version\":\"2008-10-17\",\"Statement\":[]}"));
    }

    @Test
    void aConditionOfOneValueRefusesSeveral() {
        var policy = policy(
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:TagKeys':'a'}}}");
        var request = new Request("a:B", "*", Map.of("aws:TagKeys", List.of("a", "b")));
        assertThrows(IllegalArgumentException.class, () -> Evaluator.decide(Caller.role(ROLE, policy), request));
    }

    @Test
    void aPatternThatIsNoWholeArnIsRefused() {
        var policy = allow("s3:GetObject", "arn:aws:*");
        assertThrows(
                IllegalArgumentException.class,
                () -> Evaluator.decide(Caller.role(ROLE, policy), Request.of("s3:GetObject", BUCKET)));
    }

    private static Request get() {
        return Request.of("dynamodb:GetItem", TABLE);
    }

    private static PolicyDocument all() {
        return allow("*", "*");
    }

    private static PolicyDocument allow(String action, String resource) {
        return policy("{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}");
    }

    private static PolicyDocument deny(String action, String resource) {
        return policy("{'Effect':'Deny','Action':'" + action + "','Resource':'" + resource + "'}");
    }

    private static PolicyDocument trust(String principal) {
        return policy("{'Effect':'Allow','Principal':{'AWS':'" + principal + "'},'Action':'sts:AssumeRole'}");
    }

    private static PolicyDocument policy(String statement) {
        return PolicyDocument.read(("{'Version':'2012-10-17','Statement':[" + statement + "]}").replace('\'', '"'));
    }

    private static void assertDecided(boolean allowed, Caller caller, Request request) {
        assertDecided(allowed, caller, request, Target.in("111122223333"));
    }

    private static void assertDecided(boolean allowed, Caller caller, Request request, Target target) {
        var decision = Evaluator.decide(caller, request, target);
        assertEquals(allowed, decision.allowed(), () -> request + ": " + decision.reason());
    }
}
