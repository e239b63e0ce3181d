*> giaingan.cpy: what a program needs to call giaingan.h. COPY it into WORKING-STORAGE.
*> Every function ends with the error object, BY REFERENCE GG-ERROR, and gives a status RETURNING GG-STATUS. Amounts are
*> whole dong in BINARY-DOUBLE, texts end with X"00", numbers are passed BY VALUE as BINARY-LONG or BINARY-DOUBLE.
01  gg-handles.
    05  gg-policy               usage pointer value null.
    05  gg-portfolio            usage pointer value null.
    05  gg-result               usage pointer value null.
    05  gg-after                usage pointer value null.
    05  gg-error                usage pointer value null.
01  gg-status                   usage binary-long value 0.
    88  gg-ok                   value 0.
    88  gg-invalid-input        value 1.
    88  gg-invalid-argument     value 2.
    88  gg-out-of-memory        value 3.
    88  gg-internal-error       value 4.
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
