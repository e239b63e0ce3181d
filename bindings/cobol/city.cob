*> The example city from COBOL, and the suite that every language runs (bindings/conformance). Ends with a line of what
*> passed. Compiled with cobc -x -free; the working folder is the root of the source tree.
identification division.
program-id. city.

environment division.
input-output section.
file-control.
    select cases assign to "bindings/conformance/cases.tsv" organization line sequential.

data division.
file section.
fd  cases.
01  case-line                   pic x(500).

working-storage section.
copy "giaingan.cpy".
01  ended                       pic 9 value 0.
01  passed                      pic 9(4) value 0.
01  failed                      pic 9(4) value 0.
01  passed-text                 pic z(3)9.
01  failed-text                 pic z(3)9.
01  test-case.
    05  case-name               pic x(40).
    05  question                pic x(40).
    05  policy-path             pic x(120).
    05  dataset-path            pic x(120).
    05  argument                pic x(40).
    05  qualifier                  pic x(40).
01  argument-day redefines test-case.
    05  filler                  pic x(320).
    05  day-year                pic 9(4).
    05  filler                  pic x.
    05  day-month               pic 9(2).
    05  filler                  pic x.
    05  day-day                 pic 9(2).
    05  filler                  pic x(70).
01  c-path                      pic x(201).
01  c-argument                  pic x(41).
01  c-qualifier                    pic x(41).
01  qualifier-pointer              usage pointer.
01  a-day.
    05  a-year                  usage binary-long.
    05  a-month                 usage binary-long.
    05  a-date                  usage binary-long.
01  budget-year                 usage binary-long.
01  other-day.
    05  other-year              usage binary-long.
    05  other-month             usage binary-long.
    05  other-date              usage binary-long.
01  c-goal                      pic x(41).
01  a-thread                    usage binary-long value 1.
01  scenarios-pointer           usage pointer.
01  scenarios-size              usage binary-double.
01  other-policy                usage pointer value null.
01  document                    usage binary-long.
01  document-names.
    05  document-name           pic x(20) occurs 3 times.
01  document-places.
    05  document-place          usage pointer occurs 3 times.
01  documents-bytes.
    05  document-bytes          usage pointer occurs 3 times.
01  document-sizes.
    05  document-size           usage binary-double occurs 3 times.
01  expected-folder             pic x(200).
01  expected-path               pic x(300).
01  bytes-pointer               usage pointer.
01  bytes-size                  usage binary-double.
01  expected-pointer            usage pointer.
01  expected-size               usage binary-double.
01  expected-is                 pic x(4).
01  text-size                   usage binary-double.
01  row-index                   usage binary-double.
01  resolved-text               usage pointer.
01  made-by-size                usage binary-double.
01  total                       usage binary-double value 0.
01  average-plan                pic x(40).
01  total-text                  pic z(17)9.

linkage section.
01  bytes                       pic x(100000000).
01  expected-bytes              pic x(100000000).
01  amounts.
    05  amount                  usage binary-double occurs 1000000 times.

procedure division.
main-line.
    accept expected-folder from environment "GIAINGAN_EXPECTED"
    open input cases
    read cases at end move 1 to ended end-read
    perform until ended = 1
        read cases
            at end move 1 to ended
            not at end perform one-case
        end-read
    end-perform
    close cases
    perform amounts-of-units
    perform wrong-call
    perform saved-results
    perform policy-tests
    perform resolved-policy
    perform tests-of-documents
    call "columns" using passed failed
    call "sessions" using passed failed
    move passed to passed-text
    move failed to failed-text
    display function trim(passed-text) " passed, " function trim(failed-text) " failed"
    *> A function that returns nothing leaves anything there.
    move 0 to return-code
    if failed > 0 or passed < 34 move 1 to return-code end-if
    goback.

*> One question, held against the bytes that the command line gave.
one-case.
    move spaces to test-case
    unstring case-line delimited by x"09" into case-name question policy-path dataset-path argument qualifier
    perform find-expected
    perform load-inputs
    if gg-ok perform ask end-if
    if gg-ok
        if question not = "resolve_policy"
            call "giaingan_result_json" using by value gg-result by reference gg-text gg-size gg-error
                returning gg-status
        end-if
        move "json" to c-qualifier
    else
        call "giaingan_error_text" using by value gg-error returning gg-text
        perform size-of-text
        move "txt" to c-qualifier
    end-if
    perform compare-bytes
    *> A result's text goes with the result, a resolved policy is the caller's to release.
    if question = "resolve_policy" and gg-text not = null call "giaingan_text_release" using by value gg-text end-if
    perform release-all.

*> EXPECTED/NAME.json, or EXPECTED/NAME.txt where the input is wrong.
find-expected.
    move "json" to expected-is
    perform read-expected
    if expected-pointer = null
        move "txt" to expected-is
        perform read-expected
    end-if.

read-expected.
    move spaces to expected-path
    string function trim(expected-folder) "/" function trim(case-name) "." function trim(expected-is)
        into expected-path
    call "read-file" using expected-path expected-pointer expected-size.

load-inputs.
    if question = "resolve_policy"
        perform resolve
        exit paragraph
    end-if
    perform load-policy
    if gg-ok evaluate question
        when "compare_rubrics" perform load-other-policy
        when "judge_columns"   perform load-columns
        when "judge_documents" perform load-dataset
        when other             perform load-dataset
    end-evaluate end-if.

load-policy.
    if question = "judge_documents"
        perform load-documents
    else
        perform load-document
    end-if.

*> The policy and the two files beside it that it extends, as they stand on the argument's day.
load-documents.
    perform read-documents
    call "giaingan_policy_from_documents" using by reference document-places documents-bytes document-sizes
        by value size auto bytes-size a-year a-month a-date by reference gg-policy gg-error returning gg-status
    perform free-documents.

*> One document of them: a text of our own.
resolve.
    perform read-documents
    call "giaingan_resolve_policy" using by reference document-places documents-bytes document-sizes
        by value size auto bytes-size a-year a-month a-date by reference gg-text gg-size gg-error returning gg-status
    perform free-documents.

read-documents.
    unstring qualifier delimited by space into document-name(2) document-name(3)
    move "policy.json" to document-name(1)
    move day-year to a-year
    move day-month to a-month
    move day-day to a-date
    perform varying document from 1 by 1 until document > 3
        move spaces to c-path
        string "docs/examples/three-levels/" document-name(document) delimited by space into c-path
        call "read-file" using c-path document-bytes(document) document-size(document)
        inspect document-name(document) replacing first space by x"00"
        set document-place(document) to address of document-name(document)
    end-perform
    move 3 to bytes-size.

free-documents.
    perform varying document from 1 by 1 until document > 3
        free document-bytes(document)
    end-perform.

load-document.
    call "read-file" using policy-path bytes-pointer bytes-size
    string function trim(policy-path) x"00" into c-path
    call "giaingan_policy_from_json" using by value size auto bytes-pointer bytes-size
        by reference c-path gg-policy gg-error returning gg-status
    free bytes-pointer.

load-dataset.
    call "giaingan_policy_year" using by value gg-policy returning budget-year
    string function trim(dataset-path) x"00" into c-path
    call "giaingan_portfolio_read" using by reference c-path by value budget-year
        by reference gg-portfolio gg-error returning gg-status.

*> The policy that the argument names.
load-other-policy.
    move gg-policy to other-policy
    move argument to policy-path
    perform load-policy.

*> The facts of the dataset from columns of the program's own.
load-columns.
    call "giaingan_policy_year" using by value gg-policy returning budget-year
    call "facts-from-columns" using budget-year gg-portfolio gg-status.

ask.
    string function trim(argument) x"00" into c-argument
    move null to qualifier-pointer
    if qualifier not = spaces
        string function trim(qualifier) x"00" into c-qualifier
        set qualifier-pointer to address of c-qualifier
    end-if
    if argument(5:1) = "-" and argument(8:1) = "-"
        move day-year to a-year
        move day-month to a-month
        move day-day to a-date
    end-if
    evaluate question
        when "resolve_policy"
            continue
        when "assess"
            call "giaingan_assess" using by value gg-policy gg-portfolio a-year a-month a-date qualifier-pointer
                by reference gg-result gg-error returning gg-status
        when "judge"
            call "giaingan_judge" using by value gg-policy gg-portfolio a-year a-month a-date qualifier-pointer
                by reference gg-result gg-error returning gg-status
        when "evaluate"
            call "giaingan_evaluate" using by value gg-policy gg-portfolio a-year a-month a-date
                by reference gg-result gg-error returning gg-status
        when "list_obligations"
            call "giaingan_list_obligations" using by value gg-policy gg-portfolio a-year a-month a-date
                qualifier-pointer by reference gg-result gg-error returning gg-status
        when "judge_columns" when "judge_documents"
            call "giaingan_judge" using by value gg-policy gg-portfolio a-year a-month a-date gg-null
                by reference gg-result gg-error returning gg-status
        when "why_not"
            perform split-goal
            call "giaingan_why_not" using by value gg-policy gg-portfolio a-year a-month a-date
                by reference c-qualifier c-goal by value gg-null by reference gg-result gg-error returning gg-status
        when "what_would_it_take"
            perform split-goal
            call "giaingan_what_would_it_take" using by value gg-policy gg-portfolio a-year a-month a-date
                by reference c-qualifier c-goal by value gg-null gg-null by reference gg-result gg-error returning gg-status
        when "compare"
            perform compare-days
        when "simulate"
            perform simulate
        when "compare_rubrics"
            call "giaingan_compare_rubrics" using by value other-policy gg-policy
                by reference gg-result gg-error returning gg-status
        when "reallocate"
            call "giaingan_reallocate" using by value gg-policy gg-portfolio
                by reference c-argument gg-result gg-after gg-error returning gg-status
        when "adjust_medium_term"
            call "giaingan_adjust_medium_term" using by value gg-policy gg-portfolio
                by reference c-argument gg-result gg-after gg-error returning gg-status
        when "review_revenue_plans"
            call "giaingan_review_revenue_plans" using by value gg-policy gg-portfolio a-year a-month a-date
                by reference gg-result gg-after gg-error returning gg-status
        when other
            display "FAILED: an unknown question " question
            add 1 to failed
    end-evaluate.

*> A unit and a goal, each ended by a NUL.
split-goal.
    unstring qualifier delimited by space into c-qualifier c-goal
    inspect c-qualifier replacing first space by x"00"
    inspect c-goal replacing first space by x"00".

*> Both sides have the policy's document and the dataset, the qualifier is the second side's day.
compare-days.
    move qualifier(1:4) to other-year
    move qualifier(6:2) to other-month
    move qualifier(9:2) to other-date
    call "read-file" using policy-path bytes-pointer bytes-size
    call "giaingan_compare" using
        by value size auto bytes-pointer bytes-size gg-portfolio a-year a-month a-date
        by value size auto bytes-pointer bytes-size gg-portfolio other-year other-month other-date
        by reference gg-result gg-error returning gg-status
    free bytes-pointer.

*> The policy's document by the scenarios of the file that the argument names.
simulate.
    call "read-file" using policy-path bytes-pointer bytes-size
    call "read-file" using argument scenarios-pointer scenarios-size
    move 0 to total
    call "giaingan_simulate" using by value size auto bytes-pointer bytes-size gg-null total gg-portfolio
        scenarios-pointer scenarios-size gg-null gg-null a-thread by reference gg-result gg-error returning gg-status
    free bytes-pointer
    free scenarios-pointer.

size-of-text.
    set address of bytes to gg-text
    move 0 to gg-size
    perform until bytes(gg-size + 1:1) = x"00"
        add 1 to gg-size
    end-perform.

*> An error's text has no line feed behind its last line, the command line's has.
compare-bytes.
    move expected-size to text-size
    if expected-is = "txt" subtract 1 from text-size end-if
    set address of bytes to gg-text
    set address of expected-bytes to expected-pointer
    if c-qualifier = expected-is and gg-size = text-size and text-size > 0
            and bytes(1:gg-size) = expected-bytes(1:text-size)
        add 1 to passed
    else
        add 1 to failed
        display "FAILED: " function trim(case-name) ": " gg-size " bytes, expected " text-size
    end-if
    free expected-pointer.

release-all.
    call "giaingan_result_release" using by value gg-result
    call "giaingan_portfolio_release" using by value gg-after
    call "giaingan_portfolio_release" using by value gg-portfolio
    call "giaingan_policy_release" using by value gg-policy
    call "giaingan_policy_release" using by value other-policy
    move null to other-policy
    call "giaingan_error_release" using by value gg-error
    initialize gg-handles.

*> Columns where they lie: the plans of all units add up to that of the average over all capital.
amounts-of-units.
    move "policies/lang-son-city-2024.json" to policy-path
    move "docs/examples/lang-son-city-2024" to dataset-path
    move "assess" to question
    move "2024-09-30" to argument
    move spaces to qualifier
    perform load-inputs
    if gg-ok perform ask end-if
    if gg-ok
        call "giaingan_result_column" using by value gg-result by reference z"units" z"plan" gg-column gg-error
            returning gg-status
    end-if
    if gg-ok and gg-int64
        set address of amounts to gg-column-data
        perform varying row-index from 1 by 1 until row-index > gg-column-length
            add amount(row-index) to total
        end-perform
        call "giaingan_result_column" using by value gg-result by reference z"averages" z"den" gg-column gg-error
            returning gg-status
    end-if
    *> An average's terms may be longer than any number: they are texts. The first one ends where the second begins.
    if gg-ok and gg-utf8 and gg-column-length > 0
        set address of amounts to gg-column-offsets
        set address of bytes to gg-column-data
        move bytes(1:amount(2)) to average-plan
    end-if
    move total to total-text
    if total > 0 and function trim(total-text) = average-plan
        add 1 to passed
        display "plans of all units: " function trim(total-text) " dong"
    else
        add 1 to failed
        display "FAILED: plans of all units " total " are not " average-plan
    end-if
    perform release-all.

*> A day that doesn't exist is refused, and the error says so.
wrong-call.
    perform load-inputs
    move "2024-02-30" to argument
    if gg-ok perform ask end-if
    if gg-invalid-argument and gg-error not = null
        add 1 to passed
    else
        add 1 to failed
        display "FAILED: 30/2 is taken"
    end-if
    perform release-all.

*> A saved result is made again; one of another day isn't.
saved-results.
    move "evaluate" to question case-name
    move "2024-12-31" to argument
    perform load-inputs
    perform read-expected-evaluation
    if gg-ok
        call "giaingan_replay" using by value size auto gg-policy gg-portfolio expected-pointer expected-size
            by reference gg-error returning gg-status
    end-if
    if gg-ok
        set address of expected-bytes to expected-pointer
        inspect expected-bytes(1:expected-size) replacing first '"as_of": "2024-12-31"' by '"as_of": "2024-11-30"'
        call "giaingan_replay" using by value size auto gg-policy gg-portfolio expected-pointer expected-size
            by reference gg-error returning gg-status
        if gg-invalid-input
            add 1 to passed
        else
            add 1 to failed
            display "FAILED: a forged result is taken"
        end-if
    else
        add 1 to failed
        display "FAILED: a result doesn't come out again"
    end-if
    free expected-pointer
    perform release-all.

read-expected-evaluation.
    move "json" to expected-is
    perform read-expected.

*> Every test of the policy passes: the verdicts lie one behind the other.
policy-tests.
    call "read-file" using policy-path bytes-pointer bytes-size
    move "policies/tests/lang-son-city-2024.test.json" to c-path
    call "read-file" using c-path expected-pointer expected-size
    call "giaingan_test_policy" using by value size auto bytes-pointer bytes-size gg-null expected-pointer expected-size gg-null
        by reference z"policies/tests" gg-result gg-error returning gg-status
    free bytes-pointer
    free expected-pointer
    if gg-ok
        call "giaingan_result_column" using by value gg-result by reference z"cases" z"verdict" gg-column gg-error
            returning gg-status
    end-if
    if gg-ok and gg-column-length > 0
        set address of bytes to gg-column-data
        set address of amounts to gg-column-offsets
        move 0 to total
        inspect bytes(1:amount(gg-column-length + 1)) tallying total for all "passed"
    end-if
    if gg-ok and total = gg-column-length
        add 1 to passed
    else
        add 1 to failed
        display "FAILED: the policy's tests"
    end-if
    perform release-all.

*> What the documents of a day resolve to loads by itself and gives the same verdicts as they do: all that the suite's
*> document says behind what it was made by.
resolved-policy.
    move "resolve_policy" to question
    move "documents" to case-name
    move "docs/examples/three-levels/policy.json" to policy-path
    move "docs/examples/lang-son-city-2024" to dataset-path
    move "2024-09-30" to argument
    move "province.json nation.json" to qualifier
    perform load-inputs
    if gg-ok
        move gg-text to resolved-text
        call "giaingan_policy_from_json" using by value size auto gg-text gg-size
            by reference z"resolved" gg-policy gg-error returning gg-status
        call "giaingan_text_release" using by value resolved-text
    end-if
    move spaces to qualifier
    move "judge" to question
    if gg-ok perform load-dataset end-if
    if gg-ok perform ask end-if
    move 0 to total made-by-size
    move "json" to expected-is
    perform read-expected
    if gg-ok and expected-pointer not = null
        call "giaingan_result_json" using by value gg-result by reference gg-text gg-size gg-error returning gg-status
        set address of bytes to gg-text
        set address of expected-bytes to expected-pointer
        inspect bytes(1:gg-size) tallying total for characters before initial ',"level":'
        inspect expected-bytes(1:expected-size) tallying made-by-size for characters before initial ',"level":'
    end-if
    if total > 0 and total < gg-size and total < made-by-size
            and gg-size - total = expected-size - made-by-size
            and bytes(total + 1:gg-size - total) = expected-bytes(made-by-size + 1:expected-size - made-by-size)
        add 1 to passed
    else
        add 1 to failed
        display "FAILED: a resolved policy gives something else"
    end-if
    free expected-pointer
    perform release-all.

*> Tests of a policy of three documents, each on the policy of its own day.
tests-of-documents.
    move "province.json nation.json" to qualifier
    perform read-documents
    call "read-file" using "docs/examples/three-levels/policy.test.json" expected-pointer expected-size
    call "giaingan_test_policy_documents" using by reference document-places documents-bytes document-sizes
        by value size auto bytes-size expected-pointer expected-size gg-null gg-null
        by reference gg-result gg-error returning gg-status
    perform free-documents
    free expected-pointer
    if gg-ok
        call "giaingan_result_column" using by value gg-result by reference z"cases" z"verdict" gg-column gg-error
            returning gg-status
    end-if
    move 0 to total
    if gg-ok and gg-column-length = 3
        set address of bytes to gg-column-data
        set address of amounts to gg-column-offsets
        inspect bytes(1:amount(4)) tallying total for all "passed"
    end-if
    if total = 3
        add 1 to passed
    else
        add 1 to failed
        display "FAILED: tests of several documents"
    end-if
    perform release-all.

end program city.

*> Reads a whole file into memory, which the caller frees. The pointer is NULL if there is no such file.
identification division.
program-id. read-file.
data division.
working-storage section.
01  file-handle                      pic x(4).
01  c-name                      pic x(301).
01  file-facts.
    05  bytes-in-file               pic x(8) comp-x.
    05  filler                  pic x(8).
01  place-in-file                       pic x(8) comp-x value 0.
01  wanted                      pic x(4) comp-x.
linkage section.
01  name                        pic x any length.
01  contents                    usage pointer.
01  contents-size               usage binary-double.
01  buffer                      pic x(100000000).
procedure division using name contents contents-size.
    set contents to null
    move 0 to contents-size
    move function trim(name) to c-name
    call "CBL_CHECK_FILE_EXIST" using c-name file-facts
    if return-code not = 0
        move 0 to return-code
        goback
    end-if
    move bytes-in-file to contents-size wanted
    allocate contents-size characters returning contents
    set address of buffer to contents
    call "CBL_OPEN_FILE" using c-name 1 0 0 file-handle
    call "CBL_READ_FILE" using file-handle place-in-file wanted 0 buffer
    call "CBL_CLOSE_FILE" using file-handle
    move 0 to return-code
    goback.
end program read-file.
