package dev.landfall.stacktemplates.aws;

/** Sends the runner's own log to CloudWatch from a machine whose distribution has the agent; elsewhere it stays in the journal. */
public final class LogAgent {

    /** After the runner's script: the agent is fetched last, so that the runner does not wait for it. */
    public static final String AFTER = """
        if command -v dnf >/dev/null && dnf install --assumeyes --quiet amazon-cloudwatch-agent; then
          /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/etc/landfall-log.json
        fi
        """;

    private LogAgent() {}

    /** Before the runner's script: the service writes a file that the agent reads and logrotate keeps short. */
    public static String before(String logGroup) {
        return """
            install -d -m 0750 /var/log/landfall /etc/systemd/system/landfall-runner.service.d
            printf '[Service]\\nStandardOutput=append:/var/log/landfall/runner.log\\nStandardError=inherit\\n' >/etc/systemd/system/landfall-runner.service.d/log.conf
            printf '/var/log/landfall/*.log {\\n  size 20M\\n  rotate 3\\n  copytruncate\\n  missingok\\n}\\n' >/etc/logrotate.d/landfall
            cat >/etc/landfall-log.json <<'JSON'
            {"logs": {"logs_collected": {"files": {"collect_list": [{"file_path": "/var/log/landfall/runner.log",
              "log_group_name": "%s", "log_stream_name": "{instance_id}"}]}}}}
            JSON
            """.formatted(logGroup);
    }
}
