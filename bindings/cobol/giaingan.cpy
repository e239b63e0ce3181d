*> giaingan.cpy: what a program needs to call giaingan.h. COPY it into WORKING-STORAGE.
*> Every function ends with the error object, BY REFERENCE GG-ERROR, and gives a status RETURNING GG-STATUS. Amounts are
*> whole dong in BINARY-DOUBLE, texts end with X"00", numbers are BINARY-LONG or BINARY-DOUBLE, passed BY VALUE SIZE AUTO:
*> without SIZE AUTO GnuCOBOL 3.1 passes 4 bytes of a BINARY-DOUBLE. Where there is nothing, pass GG-NULL BY VALUE.
01  gg-handles.
    05  gg-policy               usage pointer value null.
    05  gg-portfolio            usage pointer value null.
    05  gg-result               usage pointer value null.
    05  gg-after                usage pointer value null.
    05  gg-builder              usage pointer value null.
    05  gg-panel                usage pointer value null.
    05  gg-ratings              usage pointer value null.
    05  gg-session              usage pointer value null.
    05  gg-error                usage pointer value null.
01  gg-null                     usage pointer value null.
01  gg-status                   usage binary-long value 0.
    88  gg-ok                   value 0.
    88  gg-invalid-input        value 1.
    88  gg-invalid-argument     value 2.
    88  gg-out-of-memory        value 3.
    88  gg-internal-error       value 4.
    88  gg-cancelled            value 5.
*> What giaingan_session_progress counts: the steps that are done, and those that are known to be needed so far.
01  gg-progress.
    05  gg-done                 usage binary-double value 0.
    05  gg-expected             usage binary-double value 0.
01  gg-text                     usage pointer value null.
01  gg-size                     usage binary-double value 0.
*> giaingan_column, 48 bytes: pass it BY REFERENCE to giaingan_result_column.
01  gg-column.
    05  gg-column-name          usage pointer.
    05  gg-column-data          usage pointer.
    05  gg-column-offsets       usage pointer.
    05  gg-column-valid         usage pointer.
    05  gg-column-length        usage binary-double.
    05  gg-column-stride        usage binary-long.
    05  gg-column-type          usage binary-long.
        88  gg-int64            value 1.
        88  gg-int32            value 3.
        88  gg-date             value 4.
        88  gg-utf8             value 5.
        88  gg-bool             value 6.
        88  gg-int16            value 7.
        88  gg-int8             value 8.
*> Columns to give to giaingan_builder_add, giaingan_panel_create and giaingan_ratings_create: set what is needed of each
*> from the first on, INITIALIZE the rest.
01  gg-columns.
    05  gg-in                   occurs 20 times.
        10  gg-in-name          usage pointer.
        10  gg-in-data          usage pointer.
        10  gg-in-offsets       usage pointer.
        10  gg-in-valid         usage pointer.
        10  gg-in-length        usage binary-double.
        10  gg-in-stride        usage binary-long.
        10  gg-in-type          usage binary-long.
            88  gg-in-int64     value 1.
            88  gg-in-int32     value 3.
            88  gg-in-date      value 4.
            88  gg-in-utf8      value 5.
01  gg-column-count             usage binary-double value 0.
