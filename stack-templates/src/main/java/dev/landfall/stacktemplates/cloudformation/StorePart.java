package dev.landfall.stacktemplates.cloudformation;

import java.util.List;

/** What the stack keeps: its key, Terraform's states, the key of plans, the runner's log. */
final class StorePart {

    static final String KEY = "StackKey";
    static final String BUCKET = "StateBucket";
    static final String LOG = "RunnerLog";
    static final String PLAN_KEY = "PlanKey";
    static final String STATE_POLICY = "StatePolicy";

    private StorePart() {}

    static void add(Parts stack) {
        addKey(stack);
        addBucket(stack);
        addStatePolicy(stack);
        addPlanKey(stack);
        stack.template()
                .resource(
                        LOG,
                        "AWS::Logs::LogGroup",
                        Entries.of("LogGroupName", logGroup(stack))
                                .with("RetentionInDays", stack.model().log().retentionDays())
                                .with("KmsKeyId", Tag.attribute(KEY, "Arn"))
                                .with("Tags", stack.tags()));
        removed(stack, LOG, "Delete");
        stack.template().output("RunnerLogGroup", "The runner's own log.", Tag.ref(LOG));
    }

    static String logGroup(Parts stack) {
        return "/landfall/" + stack.model().name();
    }

    /** What each operation's role may do with Terraform's states; the state holds what the operations made. */
    private static void addStatePolicy(Parts stack) {
        var policy = Policy.of(
                Policy.allow("FindStates", List.of("s3:ListBucket"), Tag.attribute(BUCKET, "Arn")),
                Policy.allow(
                        "KeepStates",
                        List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
                        Tag.sub("${" + BUCKET + ".Arn}/*")),
                Policy.allow(
                        "EncryptStates", List.of("kms:Decrypt", "kms:GenerateDataKey"), Tag.attribute(KEY, "Arn")));
        stack.template()
                .resource(
                        STATE_POLICY,
                        "AWS::IAM::ManagedPolicy",
                        Entries.of("ManagedPolicyName", stack.named("state")).with("PolicyDocument", policy));
    }

    private static void addKey(Parts stack) {
        var account = Entries.of("Sid", "AccountDecides")
                .with("Effect", "Allow")
                .with("Principal", Entries.of("AWS", Tag.sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")))
                .with("Action", "kms:*")
                .with("Resource", "*");
        var context = Entries.of(
                "kms:EncryptionContext:aws:logs:arn",
                Tag.sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:" + logGroup(stack)));
        var logs = Entries.of("Sid", "LogsAreEncrypted")
                .with("Effect", "Allow")
                .with("Principal", Entries.of("Service", Tag.sub("logs.${AWS::Region}.${AWS::URLSuffix}")))
                .with("Action", List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"))
                .with("Resource", "*")
                .with("Condition", Entries.of("ArnEquals", context));
        stack.template()
                .resource(
                        KEY,
                        "AWS::KMS::Key",
                        Entries.of(
                                        "Description",
                                        "Landfall stack " + stack.model().name())
                                .with("EnableKeyRotation", true)
                                .with("KeyPolicy", Policy.of(account, logs))
                                .with("Tags", stack.tags()));
        removed(stack, KEY, "Retain");
    }

    private static void addBucket(Parts stack) {
        var encryption = Entries.of("SSEAlgorithm", "aws:kms").with("KMSMasterKeyID", Tag.attribute(KEY, "Arn"));
        var old = Entries.of("NoncurrentDays", stack.model().state().oldVersionDays());
        stack.template()
                .resource(
                        BUCKET,
                        "AWS::S3::Bucket",
                        Entries.of("VersioningConfiguration", Entries.of("Status", "Enabled"))
                                .with(
                                        "BucketEncryption",
                                        Entries.of(
                                                "ServerSideEncryptionConfiguration",
                                                List.of(Entries.of("BucketKeyEnabled", true)
                                                        .with("ServerSideEncryptionByDefault", encryption))))
                                .with(
                                        "PublicAccessBlockConfiguration",
                                        Entries.of("BlockPublicAcls", true)
                                                .with("BlockPublicPolicy", true)
                                                .with("IgnorePublicAcls", true)
                                                .with("RestrictPublicBuckets", true))
                                .with(
                                        "OwnershipControls",
                                        Entries.of(
                                                "Rules", List.of(Entries.of("ObjectOwnership", "BucketOwnerEnforced"))))
                                .with(
                                        "LifecycleConfiguration",
                                        Entries.of(
                                                "Rules",
                                                List.of(Entries.of("Id", "old-versions")
                                                        .with("Status", "Enabled")
                                                        .with("NoncurrentVersionExpiration", old))))
                                .with("Tags", stack.tags()));
        removed(stack, BUCKET, "Retain");
        addBucketPolicy(stack);
        stack.template().output("StateBucket", "Terraform's states; kept when the stack is deleted.", Tag.ref(BUCKET));
    }

    private static void addBucketPolicy(Parts stack) {
        var statement = Entries.of("Sid", "OnlyEncryptedConnections")
                .with("Effect", "Deny")
                .with("Principal", "*")
                .with("Action", "s3:*")
                .with("Resource", List.of(Tag.attribute(BUCKET, "Arn"), Tag.sub("${" + BUCKET + ".Arn}/*")))
                .with("Condition", Entries.of("Bool", Entries.of("aws:SecureTransport", "false")));
        stack.template()
                .resource(
                        "StateBucketPolicy",
                        "AWS::S3::BucketPolicy",
                        Entries.of("Bucket", Tag.ref(BUCKET)).with("PolicyDocument", Policy.of(statement)));
        removed(stack, "StateBucketPolicy", "Retain");
    }

    /** 32 random bytes as 64 hexadecimal digits, made in the customer's account. */
    private static void addPlanKey(Parts stack) {
        stack.template()
                .resource(
                        PLAN_KEY,
                        "AWS::SecretsManager::Secret",
                        Entries.of("Name", stack.model().name() + "/plan-key")
                                .with("Description", "Key of Terraform plans between their making and their approval")
                                .with("KmsKeyId", Tag.attribute(KEY, "Arn"))
                                .with(
                                        "GenerateSecretString",
                                        Entries.of("PasswordLength", 64)
                                                .with("ExcludeLowercase", true)
                                                .with("ExcludePunctuation", true)
                                                .with("ExcludeCharacters", "GHIJKLMNOPQRSTUVWXYZ"))
                                .with("Tags", stack.tags()));
        removed(stack, PLAN_KEY, "Delete");
    }

    static void removed(Parts stack, String resource, String policy) {
        stack.template().attribute(resource, "DeletionPolicy", policy);
        stack.template().attribute(resource, "UpdateReplacePolicy", policy);
    }
}
