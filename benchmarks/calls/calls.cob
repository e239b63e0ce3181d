*> COBOL: what calls.c does.
identification division.
program-id. calls.

data division.
working-storage section.
copy "giaingan.cpy".
01  letters-in.
    05  n-unit                  pic x(11) value z"unit".
    05  n-name                  pic x(11) value z"name".
    05  n-kind                  pic x(11) value z"kind".
    05  n-allocation            pic x(11) value z"allocation".
    05  n-project               pic x(11) value z"project".
    05  n-owner                 pic x(11) value z"owner".
    05  n-plan                  pic x(11) value z"plan".
    05  n-month                 pic x(11) value z"month".
    05  n-disbursed             pic x(11) value z"disbursed".
01  plans.
    05  plan                    usage binary-double occurs 1000000 times.
01  figures.
    05  disbursed               usage binary-double occurs 1000000 times.
01  months.
    05  month                   usage binary-double occurs 1000000 times.
01  ranks.
    05  rank                    usage binary-long occurs 1000000 times.
01  sevens.
    05  seven                   usage binary-double occurs 1000001 times.
01  fives.
    05  five                    usage binary-double occurs 1001 times.
01  kinds.
    05  kind                    pic x(5) occurs 1000 times value "owner".
01  rows-of-allocations.
    05  row-of-allocation       pic x(7) occurs 1000000 times.
01  projects.
    05  project                 pic x(7) occurs 100000 times.
01  owners.
    05  owner                   pic x(7) occurs 100000 times.
01  rank-place                  usage pointer.
01  second-column               usage pointer.
01  number-of-id                pic 9(6).
01  i                           usage binary-double.
01  round                       usage binary-long.
01  one                         usage binary-long value 1.
01  budget-year                 usage binary-long value 2024.
01  plan-total                  usage binary-double.
01  disbursed-total             usage binary-double.
01  sum-of-ranks                usage binary-double value 0.
01  sum-text                    pic z(17)9.
01  start-clock                 usage binary-double.
01  end-clock                   usage binary-double.
01  seconds                     comp-2.

procedure division.
    perform make-figures
    perform varying round from 1 by 1 until round > 5
        perform start-time
        perform make-panel
        call "giaingan_panel_rank" using by value gg-panel one one by reference rank-place gg-error
            returning gg-status
        call "giaingan_panel_release" using by value gg-panel
        perform stop-time
        display "rank " seconds
    end-perform
    perform varying i from 1 by 1 until i > 1000000
        compute sum-of-ranks = sum-of-ranks + function mod(i - 1, 1000) * rank(i)
    end-perform
    move sum-of-ranks to sum-text
    display "sum " function trim(sum-text)
    perform make-panel
    perform varying round from 1 by 1 until round > 5
        perform start-time
        perform 200000 times
            call "giaingan_panel_total" using by value gg-panel one
                by reference plan-total disbursed-total gg-error returning gg-status
            if not gg-ok stop run returning 1 end-if
        end-perform
        perform stop-time
        compute seconds = seconds / 200000
        display "call " seconds
    end-perform
    perform make-rows
    perform varying round from 1 by 1 until round > 5
        perform start-time
        perform make-facts
        perform stop-time
        display "facts " seconds
    end-perform
    move 0 to return-code
    goback.

start-time.
    call "clock" returning start-clock.

stop-time.
    if not gg-ok
        display "status " gg-status
        stop run returning 1
    end-if
    call "clock" returning end-clock
    compute seconds = (end-clock - start-clock) / 1000000.

make-figures.
    perform varying i from 1 by 1 until i > 1000000
        compute plan(i) = 1000000000 + function mod(i - 1, 977)
        compute disbursed(i) = function mod((i - 1) * 7919, plan(i))
    end-perform
    set rank-place to address of ranks.

make-panel.
    initialize gg-columns
    set gg-in-data(1) to address of plans
    set gg-in-data(2) to address of figures
    move 1000000 to gg-in-length(1) gg-in-length(2)
    set gg-in-int64(1) gg-in-int64(2) to true
    set second-column to address of gg-in(2)
    call "giaingan_panel_create" using by reference gg-columns by value second-column one one
        by reference gg-panel gg-error returning gg-status.

make-rows.
    perform varying i from 0 by 1 until i > 999999
        compute month(i + 1) = i / 100000 + 1
        move i to number-of-id
        if i < 100000
            string "p" number-of-id into project(i + 1)
            move 1000000000 to plan(i + 1)
        end-if
        compute number-of-id = function mod(i, 100000)
        string "a" number-of-id into row-of-allocation(i + 1)
        compute disbursed(i + 1) = month(i + 1) * number-of-id
        compute number-of-id = function mod(i, 1000)
        if i < 100000 string "u" number-of-id into owner(i + 1) end-if
        compute seven(i + 1) = 7 * i
        if i < 1001 compute five(i + 1) = 5 * i end-if
    end-perform
    move 7000000 to seven(1000001).

make-facts.
    call "giaingan_builder_create" using by value budget-year by reference gg-builder gg-error returning gg-status
    initialize gg-columns
    perform varying i from 1 by 1 until i > 4
        set gg-in-utf8(i) to true
        set gg-in-offsets(i) to address of sevens
        move 1000 to gg-in-length(i)
    end-perform
    set gg-in-name(1) to address of n-unit
    set gg-in-data(1) to address of owners
    set gg-in-name(2) to address of n-name
    set gg-in-data(2) to address of owners
    set gg-in-name(3) to address of n-kind
    set gg-in-data(3) to address of kinds
    set gg-in-offsets(3) to address of fives
    move 3 to gg-column-count
    call "giaingan_builder_add" using by value gg-builder by reference z"units" gg-columns
        by value size auto gg-column-count by reference gg-error returning gg-status
    set gg-in-offsets(3) to address of sevens
    move 100000 to gg-in-length(1) gg-in-length(2) gg-in-length(3) gg-in-length(4)
    set gg-in-name(1) to address of n-allocation
    set gg-in-data(1) to address of rows-of-allocations
    set gg-in-name(2) to address of n-project
    set gg-in-data(2) to address of projects
    set gg-in-name(3) to address of n-owner
    set gg-in-data(3) to address of owners
    set gg-in-name(4) to address of n-plan
    set gg-in-data(4) to address of plans
    set gg-in-int64(4) to true
    move 4 to gg-column-count
    call "giaingan_builder_add" using by value gg-builder by reference z"allocations" gg-columns
        by value size auto gg-column-count by reference gg-error returning gg-status
    move 1000000 to gg-in-length(1) gg-in-length(2) gg-in-length(3)
    set gg-in-name(2) to address of n-month
    set gg-in-data(2) to address of months
    set gg-in-int64(2) to true
    set gg-in-name(3) to address of n-disbursed
    set gg-in-data(3) to address of figures
    set gg-in-int64(3) to true
    move 3 to gg-column-count
    call "giaingan_builder_add" using by value gg-builder by reference z"disbursements" gg-columns
        by value size auto gg-column-count by reference gg-error returning gg-status
    call "giaingan_builder_finish" using by value gg-builder by reference gg-portfolio gg-error returning gg-status
    call "giaingan_builder_release" using by value gg-builder
    call "giaingan_portfolio_release" using by value gg-portfolio.
end program calls.
