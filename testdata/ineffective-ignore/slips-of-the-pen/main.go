// Command shop has ignores that nobody can mean.
package main

func main() {
	//muxray:ignore pprof-exposd -- an internal port // want [ineffective-ignore] "Did you mean `pprof-exposed`?"
	println(1)
	//muxray:ignore // want [ineffective-ignore] "names no rule"
	println(2)
	//muxray:ignore -- a reason is no rule // want [ineffective-ignore] "names no rule"
	println(3)
	//muxray:ignor pprof-exposed -- x // want [ineffective-ignore] "Did you mean `muxray:ignore`?"
	println(4)
	//muxray:ignore: pprof-exposed -- x // want [ineffective-ignore] "Did you mean `muxray:ignore`?"
	println(5)
	//muxray:disable all // want [ineffective-ignore] "does not know the directive `muxray:disable`"
	println(6)
	//muxray:ignore acme/plain-listener -- a rule of another repository // want [ineffective-ignore] "no rule `acme/plain-listener`"
	println(7)
	//muxray:ignore zzz,pprof-exposed -- one of them is there // want [ineffective-ignore] "no rule `zzz`" [unused-ignore] "`pprof-exposed`"
	println(8)
}
