# Answers the scale set's question whether this machine is well: the runner's service is running, and it does not
# say that the machine can take no job.
cat >/usr/local/sbin/landfall-health <<'HEALTH'
#!/bin/sh
cr=$(printf '\r')
# all of the question is read, as what is left of it would reset the connection before the answer is there
while read -r line; do
  case $line in '' | "$cr") break ;; esac
done
if systemctl is-active --quiet landfall-runner.service && [ ! -e /var/lib/landfall-work/unfit ]; then status='200 OK'; else status='503 Service Unavailable'; fi
printf 'HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' "$status"
HEALTH
chmod 0755 /usr/local/sbin/landfall-health
cat >/etc/systemd/system/landfall-health.socket <<'UNIT'
[Socket]
ListenStream=127.0.0.1:9119
Accept=yes
MaxConnections=16

[Install]
WantedBy=sockets.target
UNIT
cat >/etc/systemd/system/landfall-health@.service <<'UNIT'
[Service]
ExecStart=/usr/local/sbin/landfall-health
DynamicUser=yes
StandardInput=socket
StandardOutput=socket
StandardError=journal
RuntimeMaxSec=10
UNIT
systemctl daemon-reload
systemctl enable --now landfall-health.socket
# Nobody signs in: what runs here comes from the stack and from jobs.
systemctl disable --now ssh.socket ssh.service || true
