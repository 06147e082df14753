# Landfall's guard, run by any POSIX shell. Only the runner holds the other end of standard input. When it ends without a
# "bye" the runner is dead: the processes of its jobs are interrupted at once, each once, and killed after their grace.
#
# $1  this start of the runner, as the marks in the environments of its jobs' processes begin
# $2  the folder of the workspaces, with a slash at its end
# $3  seconds of grace for a process that nobody announced: the runner may die just after it started one
#
# Lines of input:  job PID START_TICKS GRACE_SECONDS MARK   a process that leads a job's session and group was started
#                  end PID                                  it has ended, and all that belonged to it
#                  bye                                      the runner ends as it should

boot=$1
attempts=$2
newline='
'
jobs=''
longest_grace=$3
patience=60

trap '' HUP INT TERM QUIT PIPE USR1 USR2
cd /
exec 2>/dev/null

# forget PID
forget() {
    kept=''
    IFS=$newline
    for job in $jobs; do
        case $job in
            "job $1 "*) ;;
            *) kept=$kept$job$newline ;;
        esac
    done
    unset IFS
    jobs=$kept
}

while read -r word pid rest; do
    case $word in
        job) jobs="${jobs}job $pid $rest$newline" ;;
        end) forget "$pid" ;;
        bye) exit 0 ;;
    esac
done

# Sets now to a number of hundredths of a second that nobody sets back, where the system has one.
clock() {
    now=''
    read -r now rest < /proc/uptime
    now=${now%%.*}${now#*.}
    [ -n "$now" ] || now=$(date +%s)00
}

# is_reused PID START_TICKS: whether the number belongs to a later process by now.
is_reused() {
    line=''
    read -r line < "/proc/$1/stat"
    set -- "$2" ${line##*) }
    [ -n "$line" ] && [ "$1" != "${21}" ]
}

# The first interrupt needs to know nothing but the groups, so that it comes at once.
interrupt_groups() {
    IFS=$newline
    for job in $jobs; do
        unset IFS
        set -- $job
        [ "$4" -gt "$longest_grace" ] && longest_grace=$4
        is_reused "$2" "$3" || kill -s INT -- "-$2"
        IFS=$newline
    done
    unset IFS
}

# All that tells about processes, for the program below: the jobs, the marks, the working directories, the table.
describe() {
    printf '%s' "$jobs"
    if [ -r /proc/self/stat ]; then
        grep -aHo "LANDFALL_JOB_MARK=$boot:[A-Za-z0-9._:-]*" /proc/[0-9]*/environ
        ls -ld /proc/[0-9]*/cwd
        cat /proc/[0-9]*/stat
    else
        ps -A -E -ww -o pid= -o command= |
            sed -n "s|^ *\([0-9]*\) .*\(LANDFALL_JOB_MARK=$boot:[A-Za-z0-9._:-]*\).*|/proc/\1/environ:\2|p"
        ps -A -o pid= -o ppid= -o pgid= -o stat= | awk '{ print $1 " (?) " substr($4, 1, 1) " " $2 " " $3 " " $3 }'
    fi
}

# Prints the processes that belong to jobs, as lines of PID GROUP GRACE_SECONDS KIND, the kind being "group" for members of a
# job's own group and "other" for the rest: by session, mark or working directory, and all children of these.
members_of='
/^job / { grace[$2] = $4; start[$2] = $3; grace_of_mark[$5] = $4; next }
/^\/proc\/[0-9]+\/environ:/ {
    split($0, part, "/"); mark[part[3]] = substr($0, index($0, "=") + 1); next
}
/ \/proc\/[0-9]+\/cwd -> / {
    at = index($0, "/proc/"); split(substr($0, at), part, "/")
    directory = substr($0, index($0, "/cwd -> ") + 8)
    if (substr(directory, 1, length(attempts)) == attempts) inside[part[3]] = 1
    next
}
{
    line = line $0
    if (line !~ /\) [A-Za-z] [0-9]/) next
    pid = line; sub(/ .*/, "", pid)
    fields = line; sub(/^.*\) /, "", fields); split(fields, field, " "); line = ""
    if (field[1] == "Z" || field[1] == "X" || pid == self || pid == 1) next
    parent[pid] = field[2]; group[pid] = field[3]; session[pid] = field[4]; started[pid] = field[20]
}
END {
    for (pid in grace) if (pid in parent && started[pid] != "" && started[pid] != start[pid]) delete grace[pid]
    for (pid in parent) {
        if (session[pid] in grace) member[pid] = grace[session[pid]]
        else if (group[pid] in grace) member[pid] = grace[group[pid]]
        else if (pid in grace) member[pid] = grace[pid]
        else if (pid in mark) member[pid] = (mark[pid] in grace_of_mark) ? grace_of_mark[mark[pid]] : longest
        else if (pid in inside) member[pid] = longest
    }
    do {
        more = 0
        for (pid in parent) if (!(pid in member) && parent[pid] in member) { member[pid] = member[parent[pid]]; more = 1 }
    } while (more)
    for (pid in member) print pid, group[pid], member[pid], (group[pid] in grace) ? "group" : "other"
}'

# Sets members.
find_members() {
    members=$(describe | awk -v attempts="$attempts" -v self=$$ -v longest="$longest_grace" "$members_of")
}

interrupt_others() {
    IFS=$newline
    for member in $members; do
        unset IFS
        set -- $member
        [ "$4" = other ] && kill -s INT "$1"
        IFS=$newline
    done
    unset IFS
}

# kill_overdue ELAPSED_HUNDREDTHS: kills whose grace is over, groups as a whole so that nobody just being started is missed.
kill_overdue() {
    elapsed=$1
    IFS=$newline
    for member in $members; do
        unset IFS
        set -- $member
        if [ "$elapsed" -ge "${3}00" ]; then
            [ "$4" = group ] && kill -s KILL -- "-$2"
            kill -s KILL "$1"
        fi
        IFS=$newline
    done
    unset IFS
}

clock
died=$now
interrupt_groups
find_members
interrupt_others
while [ -n "$members" ]; do
    sleep 0.2 || sleep 1
    find_members
    clock
    kill_overdue $((now - died))
    [ $((now - died)) -gt $(((longest_grace + patience) * 100)) ] && exit 1
done
exit 0
