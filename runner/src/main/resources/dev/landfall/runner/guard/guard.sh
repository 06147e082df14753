# Landfall's guard, run by any POSIX shell. Only the runner holds the other end of standard input. When it ends without a
# "bye" the runner is dead: the processes of its jobs are interrupted at once, each once, and killed after their grace.
#
# $1  this start of the runner, as the marks in the environments of its jobs' processes begin
# $2  the folder of the workspaces, with a slash at its end
#
# Lines of input:  job PID START_TICKS GRACE_SECONDS MARK   a process that leads a job's session was started
#                  end PID                                  it has ended, and all that belonged to it
#                  bye                                      the runner ends as it should

boot=$1
attempts=$2
newline='
'
jobs=''
longest_grace=5
patience=60

trap '' HUP INT TERM QUIT PIPE USR1 USR2
cd /
exec 2>/dev/null
set -f

# forget PID
forget() {
    kept=''
    IFS=$newline
    for job in $jobs; do
        case $job in
            "$1 "*) ;;
            *) kept=$kept$job$newline ;;
        esac
    done
    unset IFS
    jobs=$kept
}

while read -r word pid start grace mark; do
    case $word in
        job) jobs="$jobs$pid $start $grace $mark$newline" ;;
        end) forget "$pid" ;;
        bye) exit 0 ;;
    esac
done

seconds() {
    now=''
    read -r now rest < /proc/uptime
    now=${now%%.*}
    [ -n "$now" ] || now=$(date +%s)
}

# Sets processes: lines of PID PARENT GROUP SESSION START_TICKS, without zombies.
look() {
    processes=''
    if [ ! -r /proc/self/stat ]; then
        look_by_ps
        return
    fi
    set +f
    for file in /proc/[0-9]*/stat; do
        line=''
        read -r line < "$file"
        case $line in
            *') '*) ;;
            *) line=$(cat "$file") ;;
        esac
        pid=${line%% *}
        set -f
        set -- ${line##*) }
        case $1 in
            '' | Z | X) ;;
            *) [ "$pid" = $$ ] || processes="$processes$pid $2 $3 $4 ${20}$newline" ;;
        esac
    done
    set -f
}

look_by_ps() {
    IFS=$newline
    for line in $(ps -A -o pid= -o ppid= -o pgid= -o stat=); do
        unset IFS
        set -- $line
        case $4 in
            Z*) ;;
            *) [ "$1" = $$ ] || processes="$processes$1 $2 $3 $3 0$newline" ;;
        esac
        IFS=$newline
    done
    unset IFS
}

# Sets strays: the processes that carry this start's mark or work in a workspace, with spaces around each.
look_for_strays() {
    strays=' '
    if [ -r /proc/self/stat ]; then
        set +f
        for file in $(grep -lF "LANDFALL_JOB_MARK=$boot:" /proc/[0-9]*/environ); do
            pid=${file#/proc/}
            strays="$strays${pid%%/*} "
        done
        IFS=$newline
        for line in $(ls -ld /proc/[0-9]*/cwd); do
            case $line in
                *" -> $attempts"*)
                    pid=${line#*/proc/}
                    strays="$strays${pid%%/*} "
                    ;;
            esac
        done
        unset IFS
        set -f
    else
        for pid in $(ps -A -E -ww -o pid= -o command= | grep -F "LANDFALL_JOB_MARK=$boot:" | sed 's/^ *\([0-9]*\).*/\1/'); do
            strays="$strays$pid "
        done
    fi
}

# grace_of_stray PID: sets grace by the job whose mark the process carries.
grace_of_stray() {
    grace=$longest_grace
    stray_mark=$(tr '\0' '\n' < "/proc/$1/environ" | grep '^LANDFALL_JOB_MARK=')
    stray_mark=${stray_mark#*=}
    IFS=$newline
    for job in $jobs; do
        unset IFS
        set -- $job
        [ "$4" = "$stray_mark" ] && grace=$3
        IFS=$newline
    done
    unset IFS
}

# Sets members: lines of PID GROUP GRACE_SECONDS.
find_members() {
    look
    look_for_strays
    sessions=' '
    IFS=$newline
    for job in $jobs; do
        unset IFS
        set -- $job
        is_reused "$1" "$2" || sessions="$sessions$1:$3 "
        IFS=$newline
    done
    unset IFS
    members=''
    known=' '
    found=1
    while [ "$found" = 1 ]; do
        found=0
        IFS=$newline
        for process in $processes; do
            unset IFS
            consider $process
            IFS=$newline
        done
        unset IFS
    done
}

# is_reused PID START_TICKS: whether the number belongs to a later process by now.
is_reused() {
    reused=1
    IFS=$newline
    for process in $processes; do
        case $process in
            "$1 "*" $2" | "$1 "*" 0") ;;
            "$1 "*) reused=0 ;;
        esac
    done
    unset IFS
    return "$reused"
}

# consider PID PARENT GROUP SESSION START_TICKS: makes it a member when it belongs to a job.
consider() {
    case $known in *" $1:"*) return ;; esac
    grace=''
    case $sessions in
        *" $4:"*) grace=${sessions#*" $4:"} ;;
        *" $3:"*) grace=${sessions#*" $3:"} ;;
        *" $1:"*) grace=${sessions#*" $1:"} ;;
    esac
    if [ -z "$grace" ]; then
        case $strays in
            *" $1 "*) grace_of_stray "$1" ;;
            *)
                case $known in
                    *" $2:"*) grace=${known#*" $2:"} ;;
                    *) return ;;
                esac
                ;;
        esac
    fi
    grace=${grace%% *}
    known="$known$1:$grace "
    members="$members$1 $3 $grace$newline"
    found=1
}

# send SIGNAL ELAPSED_SECONDS: to every member whose grace is over by then; to groups of jobs as a whole, so that nobody who
# is just being started is missed.
send() {
    signal=$1
    elapsed=$2
    groups=' '
    IFS=$newline
    for member in $members; do
        unset IFS
        set -- $member
        if [ "$elapsed" -ge "$3" ] || [ "$signal" = INT ]; then
            case $sessions in
                *" $2:"*)
                    case $groups in
                        *" $2 "*) ;;
                        *)
                            groups="$groups$2 "
                            kill -s "$signal" -- "-$2"
                            ;;
                    esac
                    ;;
                *) kill -s "$signal" "$1" ;;
            esac
        fi
        IFS=$newline
    done
    unset IFS
}

IFS=$newline
for job in $jobs; do
    unset IFS
    set -- $job
    [ "$3" -gt "$longest_grace" ] && longest_grace=$3
    IFS=$newline
done
unset IFS

seconds
died=$now
find_members
send INT 0
while [ -n "$members" ]; do
    sleep 0.2 || sleep 1
    find_members
    seconds
    send KILL $((now - died))
    [ $((now - died)) -gt $((longest_grace + patience)) ] && exit 1
done
exit 0
