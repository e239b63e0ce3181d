*> Facts, panels and ratings from a program's own columns. City.cob calls it.
identification division.
program-id. facts-from-columns.

data division.
working-storage section.
copy "giaingan.cpy".
*> Texts lie one behind the other, offsets say where each begins and where the last ends.
01  n-unit                      pic x(11) value z"unit".
01  n-name                      pic x(11) value z"name".
01  n-kind                      pic x(11) value z"kind".
01  n-allocation                pic x(11) value z"allocation".
01  n-project                   pic x(11) value z"project".
01  n-owner                     pic x(11) value z"owner".
01  n-plan                      pic x(11) value z"plan".
01  n-month                     pic x(11) value z"month".
01  n-disbursed                 pic x(11) value z"disbursed".
01  units                       pic x(2) value "ab".
01  unit-names                  pic x(5) value "Ban B".
01  name-is-there               pic x(2) value x"0001".
01  kinds                       pic x(10) value "ownerowner".
01  allocations                 pic x(2) value "xy".
01  projects                    pic x(2) value "pq".
01  letters.
    05  usage binary-double value 0.
    05  usage binary-double value 1.
    05  usage binary-double value 2.
01  first-is-empty.
    05  usage binary-double value 0.
    05  usage binary-double value 0.
    05  usage binary-double value 5.
01  fives.
    05  usage binary-double value 0.
    05  usage binary-double value 5.
    05  usage binary-double value 10.
01  plans.
    05  usage binary-double value 9007199254740993.
    05  usage binary-double value 2000000000.
01  months.
    05  usage binary-long value 3.
    05  usage binary-long value 3.
01  figures.
    05  usage binary-double value 4503599627370497.
    05  usage binary-double value 900000000.
01  i                           usage binary-long.

linkage section.
01  budget-year                 usage binary-long.
01  portfolio                   usage pointer.
01  came-to                     usage binary-long.

procedure division using budget-year portfolio came-to.
    call "giaingan_builder_create" using by value budget-year by reference gg-builder gg-error returning gg-status
    perform add-units
    if gg-ok perform add-allocations end-if
    if gg-ok perform add-disbursements end-if
    if gg-ok
        call "giaingan_builder_finish" using by value gg-builder by reference portfolio gg-error returning gg-status
    end-if
    if not gg-ok
        call "giaingan_error_release" using by value gg-error
    end-if
    call "giaingan_builder_release" using by value gg-builder
    move gg-status to came-to
    goback.

add-units.
    perform two-rows-of-text
    set gg-in-name(1) to address of n-unit
    set gg-in-data(1) to address of units
    set gg-in-name(2) to address of n-name
    set gg-in-data(2) to address of unit-names
    set gg-in-offsets(2) to address of first-is-empty
    set gg-in-valid(2) to address of name-is-there
    set gg-in-name(3) to address of n-kind
    set gg-in-data(3) to address of kinds
    set gg-in-offsets(3) to address of fives
    move 3 to gg-column-count
    call "giaingan_builder_add" using by value gg-builder by reference z"units" gg-columns by value size auto gg-column-count
        by reference gg-error returning gg-status.

add-allocations.
    perform two-rows-of-text
    set gg-in-name(1) to address of n-allocation
    set gg-in-data(1) to address of allocations
    set gg-in-name(2) to address of n-project
    set gg-in-data(2) to address of projects
    set gg-in-name(3) to address of n-owner
    set gg-in-data(3) to address of units
    set gg-in-name(4) to address of n-plan
    set gg-in-data(4) to address of plans
    set gg-in-int64(4) to true
    move 4 to gg-column-count
    call "giaingan_builder_add" using by value gg-builder by reference z"allocations" gg-columns
        by value size auto gg-column-count by reference gg-error returning gg-status.

add-disbursements.
    perform two-rows-of-text
    set gg-in-name(1) to address of n-allocation
    set gg-in-data(1) to address of allocations
    set gg-in-name(2) to address of n-month
    set gg-in-data(2) to address of months
    set gg-in-int32(2) to true
    set gg-in-name(3) to address of n-disbursed
    set gg-in-data(3) to address of figures
    set gg-in-int64(3) to true
    move 3 to gg-column-count
    call "giaingan_builder_add" using by value gg-builder by reference z"disbursements" gg-columns
        by value size auto gg-column-count by reference gg-error returning gg-status.

*> What most columns are: two texts of a letter each.
two-rows-of-text.
    initialize gg-columns
    perform varying i from 1 by 1 until i > 4
        set gg-in-utf8(i) to true
        move 2 to gg-in-length(i)
        set gg-in-offsets(i) to address of letters
    end-perform.
end program facts-from-columns.

*> A panel and ratings of a few units, whose results are known.
identification division.
program-id. columns.

data division.
working-storage section.
copy "giaingan.cpy".
01  plan-of-units.
    05  plans                   occurs 3 times.
        10  plan                usage binary-double occurs 3 times.
01  disbursed-of-units.
    05  figures                 occurs 3 times.
        10  disbursed           usage binary-double occurs 3 times.
01  ranks.
    05  month-ranks             occurs 3 times.
        10  rank                usage binary-long occurs 3 times.
01  rank-places.
    05  rank-place              usage pointer occurs 3 times.
01  first-flagged.
    05  flagged                 pic x occurs 3 times.
01  second-columns              usage pointer.
01  month                       usage binary-long.
01  three                       usage binary-long value 3.
01  one                         usage binary-long value 1.
01  n-ratio                     pic x(13) value z"final_ratio".
01  n-late                      pic x(13) value z"late_reports".
01  n-breaches                  pic x(13) value z"breaches".
01  n-led                       pic x(13) value z"led".
01  paid.
    05  usage binary-double value 2900000000.
    05  usage binary-double value 2899999999.
    05  usage binary-double value 5000000000.
    05  usage binary-double value 5000000000.
01  planned.
    05  usage binary-double value 5000000000.
    05  usage binary-double value 5000000000.
    05  usage binary-double value 5000000000.
    05  usage binary-double value 5000000000.
01  late.
    05  usage binary-double value 0.
    05  usage binary-double value 0.
    05  usage binary-double value 5.
    05  usage binary-double value 0.
01  late-is-there               pic x(4) value x"01010100".
01  breaches.
    05  usage binary-double value 0.
    05  usage binary-double value 0.
    05  usage binary-double value 0.
    05  usage binary-double value 2.
01  policy-path                 pic x(120) value "bindings/conformance/rubric.json".
01  policy-bytes                usage pointer.
01  policy-size                 usage binary-double.
01  i                           usage binary-long.

linkage section.
01  passed                      pic 9(4).
01  failed                      pic 9(4).
01  classes.
    05  class-row               usage binary-short occurs 4 times.

procedure division using passed failed.
    perform make-panel
    perform rate-units
    goback.

*> Three units: 1 of 10 each month, 2 of 10 and then 5, no plan and then 5.
make-panel.
    move 10 to plan(1, 1) plan(1, 2) plan(2, 1) plan(2, 2) plan(2, 3) plan(3, 1) plan(3, 2) plan(3, 3)
    move 0 to plan(1, 3) disbursed(1, 3)
    move 1 to disbursed(1, 1) disbursed(2, 1) disbursed(3, 1)
    move 2 to disbursed(1, 2) disbursed(2, 2)
    move 5 to disbursed(3, 2) disbursed(2, 3) disbursed(3, 3)
    initialize gg-columns
    perform varying month from 1 by 1 until month > 3
        set gg-in-data(month) to address of plans(month)
        set gg-in-data(month + 3) to address of figures(month)
        set rank-place(month) to address of month-ranks(month)
        move 3 to gg-in-length(month) gg-in-length(month + 3)
        set gg-in-int64(month) gg-in-int64(month + 3) to true
    end-perform
    set second-columns to address of gg-in(4)
    call "giaingan_panel_create" using by reference gg-columns by value second-columns one three
        by reference gg-panel gg-error returning gg-status
    if gg-ok
        call "giaingan_panel_rank" using by value gg-panel one one by reference rank-places gg-error
            returning gg-status
    end-if
    if gg-ok
        call "giaingan_panel_below_average" using by value gg-panel gg-null gg-null three one one gg-null gg-null gg-null gg-null
            by reference first-flagged gg-error returning gg-status
    end-if
    if gg-ok and rank(1, 1) = 2 and rank(1, 2) = 1 and rank(1, 3) = 0
            and rank(3, 1) = 3 and rank(3, 2) = 1 and rank(3, 3) = 1 and first-flagged = x"030000"
        add 1 to passed
    else
        add 1 to failed
        display "FAILED: a panel"
    end-if
    call "giaingan_panel_release" using by value gg-panel
    call "giaingan_error_release" using by value gg-error.

rate-units.
    call "read-file" using policy-path policy-bytes policy-size
    call "giaingan_policy_from_json" using by value size auto policy-bytes policy-size gg-null
        by reference gg-policy gg-error returning gg-status
    free policy-bytes
    initialize gg-columns
    perform varying i from 1 by 1 until i > 4
        move 4 to gg-in-length(i)
        set gg-in-int64(i) gg-in-int64(i + 4) to true
    end-perform
    set gg-in-name(1) to address of n-ratio
    set gg-in-data(1) to address of paid
    set gg-in-data(5) to address of planned
    move 4 to gg-in-length(5)
    set gg-in-name(2) to address of n-late
    set gg-in-data(2) to address of late
    set gg-in-valid(2) to address of late-is-there
    set gg-in-name(3) to address of n-breaches
    set gg-in-data(3) to address of breaches
    set gg-in-name(4) to address of n-led
    set gg-in-data(4) to address of late
    move 4 to gg-column-count
    set second-columns to address of gg-in(5)
    if gg-ok
        call "giaingan_ratings_create" using by value gg-policy one gg-null by reference gg-columns
            by value size auto second-columns gg-column-count by reference gg-ratings gg-error returning gg-status
    end-if
    if gg-ok
        call "giaingan_ratings_column" using by value gg-ratings by reference z"class" gg-column gg-error
            returning gg-status
    end-if
    if gg-ok and gg-int16 and gg-column-length = 4
        set address of classes to gg-column-data
    end-if
    if gg-ok and class-row(1) = 0 and class-row(2) = 1 and class-row(3) = 1 and class-row(4) = 2
        add 1 to passed
    else
        add 1 to failed
        display "FAILED: ratings"
    end-if
    call "giaingan_ratings_release" using by value gg-ratings
    call "giaingan_policy_release" using by value gg-policy
    call "giaingan_error_release" using by value gg-error.
end program columns.
