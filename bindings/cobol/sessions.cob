*> Long work in a session: counted, kept to a limit of steps, ended. City.cob calls it.
identification division.
program-id. sessions.

data division.
working-storage section.
copy "giaingan.cpy".
01  policy-json                 usage pointer value null.
01  policy-size                 usage binary-double value 0.
01  no-size                     usage binary-double value 0.
01  to-its-nul                  usage binary-double value -1.
01  one-thread                  usage binary-long value 1.
01  budget-year                 usage binary-long value 2024.
01  a-month                     usage binary-long value 9.
01  a-date                      usage binary-long value 30.
01  most                        usage binary-double value 0.
01  read-steps                  usage binary-double value 0.
*> Ten million years: nobody waits for their end.
01  scenarios                   pic x(200) value
    z'{"draws": 10000000, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "absorption"}}]}'.
01  what                        pic x(60).

linkage section.
01  passed                      pic 9(4).
01  failed                      pic 9(4).

procedure division using passed failed.
main-line.
    call "read-file" using "policies/lang-son-city-2024.json" policy-json policy-size
    call "giaingan_policy_from_json" using by value size auto policy-json policy-size gg-null
        by reference gg-policy gg-error returning gg-status
    if gg-ok
        call "giaingan_session_create" using by reference gg-session gg-error returning gg-status
    end-if
    if gg-ok
        call "giaingan_session_portfolio" using by value gg-session
            by reference z"docs/examples/lang-son-city-2024" by value budget-year
            by reference gg-portfolio gg-error returning gg-status
    end-if
    perform progress
    move gg-done to read-steps
    move "a dataset's steps are counted" to what
    if gg-ok and gg-done > 0 and gg-done = gg-expected perform pass else perform fail end-if

    compute most = read-steps + 100
    call "giaingan_session_set_limit" using by value size auto gg-session by reference z"max_steps"
        by value size auto most by reference gg-error returning gg-status
    perform simulate
    perform progress
    move "a limit of steps ends a simulation, which was to be long" to what
    if gg-cancelled and gg-done > read-steps + 99 and gg-expected > 9999999 perform pass else perform fail end-if
    call "giaingan_error_release" using by value gg-error
    move null to gg-error

    call "giaingan_session_reset" using by value gg-session
    perform judge
    move "after a reset all goes on" to what
    if gg-ok perform pass else perform fail end-if
    call "giaingan_result_release" using by value gg-result

    call "giaingan_session_cancel" using by value gg-session
    perform judge
    move "a cancelled session begins nothing" to what
    if gg-cancelled and gg-result = null perform pass else perform fail end-if
    call "giaingan_error_release" using by value gg-error
    call "giaingan_portfolio_release" using by value gg-portfolio
    call "giaingan_session_release" using by value gg-session
    call "giaingan_policy_release" using by value gg-policy
    free policy-json
    goback.

progress.
    call "giaingan_session_progress" using by value gg-session by reference gg-done gg-expected.

simulate.
    call "giaingan_simulate" using by value size auto policy-json policy-size gg-null no-size gg-portfolio
        by reference scenarios by value size auto to-its-nul gg-null gg-null one-thread
        by reference gg-result gg-error returning gg-status.

judge.
    call "giaingan_judge" using by value gg-policy gg-portfolio budget-year a-month a-date gg-null
        by reference gg-result gg-error returning gg-status.

pass.
    add 1 to passed.

fail.
    add 1 to failed
    display "FAILED: " function trim(what) ": status " gg-status ", " gg-done " of " gg-expected " steps".

end program sessions.
