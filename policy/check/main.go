// Command check holds the policies to what opa check --strict, opa fmt --fail and opa test would say, with OPA's own
// packages of the pinned version. It is for machines that have Go and no opa binary.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/version"
)

const leastCoverage = 95.0

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "use: check FOLDER")
		os.Exit(2)
	}
	if err := errors.Join(formatted(os.Args[1]), tested(os.Args[1])); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func formatted(folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !isRego(path) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		wanted, err := format.SourceWithOpts(path, text, format.Opts{RegoVersion: ast.RegoV1})
		if err != nil {
			return err
		}
		if !bytes.Equal(text, wanted) {
			return fmt.Errorf("%s is not formatted as opa fmt would", path)
		}
		return nil
	})
}

func tested(folder string) error {
	ctx := context.Background()
	loaded, err := loader.NewFileLoader().
		WithProcessAnnotation(true).
		WithRegoVersion(ast.RegoV1).
		Filtered([]string{folder}, func(path string, info fs.FileInfo, _ int) bool {
			return !info.IsDir() && !isRego(path) && info.Name() != "data.json"
		})
	if err != nil {
		return err
	}
	modules := loaded.ParsedModules()
	store := inmem.NewFromObject(loaded.Documents)
	txn, err := store.NewTransaction(ctx, storage.TransactionParams{})
	if err != nil {
		return err
	}
	defer store.Abort(ctx, txn)
	coverage := cover.New()
	results, err := tester.NewRunner().
		SetCompiler(ast.NewCompiler().WithStrict(true)).
		SetStore(store).
		SetModules(modules).
		SetCoverageQueryTracer(coverage).
		RunTests(ctx, txn)
	if err != nil {
		return err
	}
	passed, failures := 0, []error{}
	for result := range results {
		if result.Pass() {
			passed++
		} else {
			failures = append(failures, fmt.Errorf("failed: %s.%s", result.Package, result.Name))
		}
	}
	for path, file := range coverage.Report(modules).Files {
		if file.Coverage < leastCoverage {
			failures = append(failures, fmt.Errorf("%s is covered to %.0f %%", path, file.Coverage))
		}
	}
	if passed == 0 {
		failures = append(failures, errors.New("no test passed"))
	}
	fmt.Printf("policy: %d tests passed, %d findings, OPA %s\n", passed, len(failures), version.Version)
	return errors.Join(failures...)
}

func isRego(path string) bool {
	return strings.HasSuffix(path, ".rego")
}
