<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/**
 * Every call with a portfolio that was read or made in a session is counted, can be cancelled, and keeps to its limits.
 * What was made in it may outlive it. PHP waits for a call to end, so that it is max_steps that ends one call, and cancel()
 * those to come.
 */
final class Session
{
    private readonly CData $handle;

    /**
     * @param array<string, int> $limits by name: max_policy_bytes, max_depth, max_file_bytes, max_rows, max_diagnostics,
     *     max_steps
     */
    public function __construct(array $limits = [])
    {
        $made = Native::place('giaingan_session*');
        Native::call('session_create', FFI::addr($made));
        $this->handle = $made;
        foreach ($limits as $name => $value) {
            Native::call('session_set_limit', $made, $name, $value);
        }
    }

    public function __destruct()
    {
        if (isset($this->handle)) {
            Native::library()->giaingan_session_release($this->handle);
        }
    }

    /**
     * As Policy::fromDocuments, within the session's limits.
     *
     * @param array<string, string> $documents
     */
    public function policy(array $documents, ?string $asOf = null): Policy
    {
        return Policy::ofDocuments('session_policy', [$this->handle], $documents, $asOf);
    }

    /** As Portfolio::read. */
    public function read(string $folder, int $year): Portfolio
    {
        $made = Native::place('giaingan_portfolio*');
        Native::call('session_portfolio', $this->handle, $folder, $year, FFI::addr($made));
        return new Portfolio($made);
    }

    /**
     * As Portfolio::fromTables.
     *
     * @param array<string, array<string, list<int|string|null>>> $tables
     */
    public function fromTables(int $year, array $tables): Portfolio
    {
        return Portfolio::ofTables('session_builder', [$this->handle, $year], $tables);
    }

    /** @return array{int, int} the steps that are done, and those that are known to be needed so far */
    public function progress(): array
    {
        [$done, $expected] = [Native::place('int64_t'), Native::place('int64_t')];
        Native::library()->giaingan_session_progress($this->handle, FFI::addr($done), FFI::addr($expected));
        return [$done->cdata, $expected->cdata];
    }

    /** Ends what runs in the session, and what is begun in it before reset(): it throws Cancelled. Never waits. */
    public function cancel(): void
    {
        Native::library()->giaingan_session_cancel($this->handle);
    }

    /** As if nothing had been done or cancelled in it yet; limits stay. */
    public function reset(): void
    {
        Native::library()->giaingan_session_reset($this->handle);
    }
}
